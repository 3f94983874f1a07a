"""Map and report: one self-contained HTML file each, readable offline, printable, accessible."""

from .map import map_html, render_map

__all__ = ["map_html", "render_map"]

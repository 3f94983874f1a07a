"""Map and report: one self-contained HTML file each, readable offline, printable, accessible."""

from .map import map_html, render_map
from .pages import render_pages
from .report import render_report, report_html

__all__ = ["map_html", "render_map", "render_pages", "render_report", "report_html"]

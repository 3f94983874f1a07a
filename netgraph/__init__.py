"""Stakeholder networks from documents in European languages, with the sentence behind every edge."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netgraph.errors import NetgraphError
    from netgraph.measure.change import compare
    from netgraph.model import Chain, Document, Edge, Entity, EntityMention, Evidence, Extraction, Mention, Relation
    from netgraph.network import Network, read_json
    from netgraph.pipeline import build
    from netgraph.settings import Settings, StoreSettings, read_settings

_HOMES = {
    "model": ("Chain", "Document", "Edge", "Entity", "EntityMention", "Evidence", "Extraction", "Mention", "Relation"),
    "network": ("Network", "read_json"),
    "pipeline": ("build",),
    "settings": ("Settings", "StoreSettings", "read_settings"),
    "errors": ("NetgraphError",),
    "measure.change": ("compare",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Chain", "Document", "Edge", "Entity", "EntityMention", "Evidence", "Extraction", "Mention", "NetgraphError",
    "Network", "Relation", "Settings", "StoreSettings", "build", "compare", "read_json", "read_settings",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name on its first use, so that ``import netgraph`` stays cheap."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'netgraph' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

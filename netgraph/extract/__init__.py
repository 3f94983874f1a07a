"""Extraction: names, relations and their evidence in one document."""

from netgraph.errors import SetupError
from netgraph.model import Extractor

__all__ = ["load_extractor"]


def load_extractor(name: str = "default") -> Extractor:
    """The extractor of a name; only ``default`` comes with the core.

    Raises:
        SetupError: no extractor has that name, or its optional library is missing.
    """
    if name == "default":
        from netgraph.extract.trained import TrainedExtractor

        return TrainedExtractor()
    raise SetupError(f"unknown extractor {name!r}; known: default")

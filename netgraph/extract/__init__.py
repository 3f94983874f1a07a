"""Extraction: names, relations and their evidence in one document."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netgraph.errors import SetupError
from netgraph.model import Extractor

if TYPE_CHECKING:
    from netgraph.extract.endpoint import Endpoint

__all__ = ["load_extractor"]


def load_extractor(name: str = "default", endpoint: Endpoint | None = None) -> Extractor:
    """The extractor of a name: ``default``, ``spacy:PIPELINES``, ``gliner:FOLDER`` or ``openai:MODEL``.

    Args:
        name: only ``default`` comes with the core; see ``docs/extractors.md`` for the others.
        endpoint: where ``openai:`` asks; its key is read from the environment variable OPENAI_API_KEY.

    Raises:
        SetupError: no extractor has that name, or what it needs is missing.
    """
    kind, _, which = name.partition(":")
    if name == "default":
        from netgraph.extract.trained import TrainedExtractor

        return TrainedExtractor()
    if kind == "spacy":
        from netgraph.extract.spacy_ import load_spacy

        return load_spacy(which)
    if kind == "gliner":
        from netgraph.extract.gliner_ import load_gliner

        return load_gliner(which)
    if kind == "openai":
        from netgraph.extract.endpoint import Endpoint
        from netgraph.extract.openai_ import OpenAIExtractor

        return OpenAIExtractor(which, endpoint or Endpoint(), os.environ.get("OPENAI_API_KEY"))
    raise SetupError(f"unknown extractor {name!r}; known: default, spacy:PIPELINES, gliner:FOLDER, openai:MODEL")

"""Names from spaCy pipelines that the user has installed; all that follows on the names is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from netgraph.errors import SetupError
from netgraph.extract.checked import Found, to_spans
from netgraph.extract.encoder import Encoding
from netgraph.extract.features import Token
from netgraph.extract.names import Name
from netgraph.extract.optional import require
from netgraph.extract.pieces import cut_text
from netgraph.extract.spans import place_names
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document, NodeType, Paragraph

PIECE = 20_000  # characters; pipelines refuse a text beyond a million
CONFIDENCE = 0.8  # pipelines give none

# Labels of the pipelines that spaCy offers, and of pipelines trained with this project's own types. "MISC" is left
# out: it holds nationalities, laws and works more often than events.
TYPES: dict[str, NodeType] = {
    "person": "person", "per": "person", "persname": "person", "prs": "person",
    "org": "organisation", "organisation": "organisation", "organization": "organisation", "orgname": "organisation",
    "gpe_org": "organisation",
    "event": "initiative", "evn": "initiative", "evt": "initiative", "initiative": "initiative",
    "project": "initiative",
}  # fmt: skip


class SpacyNames:
    """Finds the names of a document with the pipeline of each paragraph's language.

    Args:
        pipelines: loaded pipelines; where none is of the paragraph's language, the first multi-language one, or else
            the first.
    """

    def __init__(self, pipelines: Sequence[Any]) -> None:
        self._by_language = {nlp.lang: nlp for nlp in reversed(pipelines)}
        self._other = self._by_language.get("xx", pipelines[0])

    def __call__(
        self, document: Document, tokens: Sequence[Token], paragraphs: Sequence[Paragraph], encoding: Encoding
    ) -> list[Name]:
        """The names in order; none overlaps another."""
        work: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for p in paragraphs:
            language = document.language if p.language == "und" else p.language
            work[language] += cut_text(document.text, p.start, p.end, PIECE)
        found = []
        for language, pieces in sorted(work.items()):
            nlp = self._by_language.get(language, self._other)
            texts = [document.text[start:end] for start, end in pieces]
            for (start, _), read in zip(pieces, nlp.pipe(texts), strict=True):
                found += [
                    Found(start + e.start_char, start + e.end_char, TYPES.get(e.label_.casefold(), ""), CONFIDENCE)
                    for e in read.ents
                ]
        return place_names(document, tokens, paragraphs, to_spans(found, tokens))


def load_spacy(names: str) -> TrainedExtractor:
    """An extractor with the names of one or more installed pipelines.

    Args:
        names: pipelines by name or folder, separated by commas: ``pl_core_news_lg,sv_core_news_lg``.

    Raises:
        SetupError: spaCy or a pipeline is missing.
    """
    spacy = require("spacy", "spacy")
    pipelines = [_load(spacy, name.strip()) for name in names.split(",") if name.strip()]
    if not pipelines:
        raise SetupError("spacy: names no pipeline; expected for example spacy:pl_core_news_lg")
    versions = "+".join(f"{p.meta.get('lang')}_{p.meta.get('name')}-{p.meta.get('version')}" for p in pipelines)
    return TrainedExtractor(find=SpacyNames(pipelines), version=f"spacy-1:{versions}:{spacy.__version__}")


def _load(spacy: Any, name: str) -> Any:
    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SetupError(
            f"the spaCy pipeline {name!r} cannot be loaded ({first}); "
            f"install it with: python -m spacy download {name}, or name a folder that holds one"
        ) from error

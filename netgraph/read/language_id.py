"""The language of a document and of each paragraph that differs from it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from netgraph.model import Paragraph, ParagraphKind

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SAMPLE = 500  # characters of a paragraph that are looked at
HEAD = 100  # and of one that begins in its document's language beyond doubt
DOCUMENT_SAMPLE = 2000  # and of a document
LETTERS = 40  # a paragraph with fewer letters takes the language around it
TELLING = 0.3  # how sure it must be for a document to have a language at all
SURE = 0.9  # how sure the identification must be for a paragraph to differ from its document

# National languages of Europe and those of its regions that are not easily taken for another one.
LANGUAGES = (
    "be", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "hr", "hu", "is",
    "it", "lt", "lv", "mk", "mt", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv",
    "tr", "uk",
)  # fmt: skip
_MERGED = {"nb": "no", "nn": "no"}


def identify(text: str, paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """Find the language of a document and give each paragraph its own.

    A paragraph takes the document's language unless it is long enough and the evidence for another is strong; a
    short one between two of the same language takes that. Unknown is "und".
    """
    document = _document_language(text, paragraphs)
    if document == "und":
        return document, paragraphs
    own = [_own_language(text[one.start : one.end], one.kind, document) for one in paragraphs]
    languages = _smoothed(own, document)
    return document, [
        Paragraph(one.start, one.end, language, one.kind) for one, language in zip(paragraphs, languages, strict=True)
    ]


def _document_language(text: str, paragraphs: list[Paragraph]) -> str:
    """The language of the running text; where that leaves a doubt, of all there is, whichever tells more.

    What little running text there is may be names alone, as who was present, with the sentences in lists below.
    """
    language, sure = _language_of([one for one in paragraphs if one.kind == "text"], text)
    if sure < SURE:
        language, sure = max((language, sure), _language_of(paragraphs, text), key=lambda found: found[1])
    return language if sure >= TELLING else "und"


def _language_of(paragraphs: list[Paragraph], text: str) -> tuple[str, float]:
    """The language of the paragraphs and how sure it is, from samples of all of them."""
    total = sum(one.end - one.start for one in paragraphs)
    share = min(1.0, DOCUMENT_SAMPLE / max(total, 1))
    sample = "\n".join(text[one.start : one.start + max(40, int((one.end - one.start) * share))] for one in paragraphs)
    sample = sample[: 2 * DOCUMENT_SAMPLE]
    return _classify(sample) if sum(map(str.isalpha, sample)) >= 10 else ("und", 0.0)


def _own_language(text: str, kind: ParagraphKind, document: str) -> str | None:
    """The language of one paragraph, None when it does not tell; lists and tables are too full of names to."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < (LETTERS if kind == "text" else 3 * LETTERS):
        return None
    if len(sample) > HEAD and _is_surely(document, sample[:HEAD]):
        return document
    language, sure = _classify(sample)
    return language if language == document or sure >= SURE else None


def _is_surely(language: str, sample: str) -> bool:
    found, sure = _classify(sample)
    return found == language and sure >= SURE


def _smoothed(own: list[str | None], document: str) -> list[str]:
    """Fill the gaps: between two of one language that, elsewhere the document's."""
    before: list[str] = []
    last = document
    for language in own:
        last = language or last
        before.append(last)
    after: list[str] = []
    last = document
    for language in reversed(own):
        last = language or last
        after.append(last)
    after.reverse()
    return [
        language or (left if left == right else document)
        for language, left, right in zip(own, before, after, strict=True)
    ]


@lru_cache(maxsize=4096)
def _classify(sample: str) -> tuple[str, float]:
    language, sure = _identifier().classify(sample)
    return _MERGED.get(language, language), float(sure)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(LANGUAGES) & set(identifier.labels)))
    return identifier

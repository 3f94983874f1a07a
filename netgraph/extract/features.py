"""Turns a document into the tokens that the tagger reads, and a token into hashed sub-word features."""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from netgraph.model import Document, Paragraph

ROWS = 1 << 17  # rows of the learned features
FEATURES = 8
MARKERS = {"text": "\x01p", "heading": "\x01h", "item": "\x01i", "row": "\x01r"}
ITALICS = ("_", "__")
ADDRESS, LONG = "\x01u", 40
RUN = 8  # equal signs in a row that are tokens of their own; what follows of them belongs to the last

# Addresses first: "www.urbact.eu" is one token without a name in it. Underscores around words set them in italics, as
# in "_Prototype Fund_", and are no part of them, as asterisks are not; inside a word, as in a file's name, they are.
TOKEN = re.compile(
    r"https?://[^\s<>()\[\]]+|www\.[^\s<>()\[\]]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|(?<![^\s(\[*\"„“«])_{1,2}(?=[^\W_])|\w*[^\W_](?=_{1,2}(?:[\s,;:.!?)\]*\"”“»]|\Z))|\w+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its place in the text; a paragraph marker has no width."""

    start: int
    end: int
    form: str


def tokenise(text: str, paragraphs: tuple[Paragraph, ...]) -> list[Token]:
    """The tokens of all paragraphs in order, each paragraph headed by the marker of its kind."""
    tokens = []
    for paragraph in paragraphs:
        tokens.append(Token(paragraph.start, paragraph.start, MARKERS[paragraph.kind]))
        run = 0
        for match in TOKEN.finditer(text, paragraph.start, paragraph.end):
            form = match.group()
            last = tokens[-1]
            run = run + 1 if form == last.form and match.start() == last.end else 0
            if run >= RUN:
                tokens[-1] = Token(last.start, match.end(), form)
                continue
            if len(form) > 4 and (form[:4] in ("http", "www.") or "@" in form):
                form = ADDRESS
            tokens.append(Token(match.start(), match.end(), "*" if form in ITALICS else form[:LONG]))
    return tokens


def document_tokens(document: Document) -> list[Token]:
    """The tokens of a document; one without paragraphs is read line by line."""
    return tokenise(document.text, document.paragraphs or plain_paragraphs(document.text))


def plain_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every line that holds more than white space, as a paragraph of unknown language."""
    return tuple(Paragraph(m.start(), m.end(), "und") for m in re.finditer(r"\S[^\n]*", text))


def shape(form: str) -> str:
    """The pattern of capitals, small letters and digits: ``"Region"`` is ``Xxx``, ``"V4"`` is ``Xd``."""
    out: list[str] = []
    for char in form[:12]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if out[-2:] != [kind, kind]:
            out.append(kind)
    return "".join(out)


def bucket(feature: str) -> int:
    """The row of a learned feature; stable across machines and versions."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % ROWS


@lru_cache(maxsize=1 << 16)
def feature_rows(form: str) -> tuple[int, ...]:
    """Rows of the word, its shape, its prefixes and suffixes: ``FEATURES`` of them."""
    word = form.casefold()
    features = ("w" + word, "s" + shape(form), "p2" + word[:2], "p4" + word[:4], "p6" + word[:6], "x2" + word[-2:],
                "x3" + word[-3:], "x5" + word[-5:])  # fmt: skip
    return tuple(bucket(f) for f in features)


def folded(form: str) -> str:
    """The form under which the word vectors know a word; every number is "0"."""
    word = form.casefold()
    return "0" if word[:1].isdigit() else word

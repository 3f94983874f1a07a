"""Names from a GLiNER model in a folder of the user's; all that follows on the names is shared."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from netgraph.errors import SetupError
from netgraph.extract.checked import Found, to_spans
from netgraph.extract.encoder import Encoding
from netgraph.extract.features import Token
from netgraph.extract.names import Name
from netgraph.extract.optional import require
from netgraph.extract.pieces import join_paragraphs
from netgraph.extract.spans import place_names
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document, NodeType, Paragraph

PIECE = 1_000  # characters; the models read 384 words at once and cut off the rest
THRESHOLD = 0.5

# What the model is asked for, in plain words, and what it means here.
LABELS: dict[str, NodeType] = {
    "person": "person",
    "organization": "organisation",
    "public authority": "organisation",
    "company": "organisation",
    "project or programme": "initiative",
    "event": "initiative",
    "fund": "initiative",
}


class GlinerNames:
    """Finds the names of a document with a GLiNER model.

    Args:
        model: has ``predict_entities(text, labels, threshold=...)``.
    """

    def __init__(self, model: Any) -> None:
        self._model = model

    def __call__(
        self, document: Document, tokens: Sequence[Token], paragraphs: Sequence[Paragraph], encoding: Encoding
    ) -> list[Name]:
        """The names in order; none overlaps another."""
        found = []
        for start, end in join_paragraphs(document.text, paragraphs, PIECE):
            for e in self._model.predict_entities(document.text[start:end], list(LABELS), threshold=THRESHOLD):
                kind = LABELS.get(e["label"], "")
                found.append(Found(start + int(e["start"]), start + int(e["end"]), kind, float(e["score"])))
        return place_names(document, tokens, paragraphs, to_spans(found, tokens))


def load_gliner(folder: str) -> TrainedExtractor:
    """An extractor with the names of a GLiNER model; nothing is downloaded.

    Args:
        folder: holds the model with its tokenizer.

    Raises:
        SetupError: the library, the folder or a file in it is missing.
    """
    path = Path(folder)
    if not folder or not path.is_dir():
        raise SetupError(f"gliner:{folder} is no folder; expected gliner:FOLDER with a model downloaded before")
    # A folder without its tokenizer makes the library ask a server: it must fail here instead.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    gliner = require("gliner", "gliner")
    try:
        model = gliner.GLiNER.from_pretrained(str(path), local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise SetupError(f"{folder}: no complete GLiNER model with its tokenizer ({error})") from error
    return TrainedExtractor(find=GlinerNames(model), version=f"gliner-1:{path.resolve().name}-{_digest(path)}")


def _digest(folder: Path) -> str:
    """Names and sizes of the files, and the content of small ones: tells models apart without reading gigabytes."""
    digest = sha256()
    for file in sorted(p for p in folder.iterdir() if p.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.name} {size}\n".encode("utf-8", "surrogateescape"))
        if size < 100_000:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]

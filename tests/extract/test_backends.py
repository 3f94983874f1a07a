"""Names of other libraries are checked, placed and read with the shared rest of the extraction."""

from types import SimpleNamespace

import pytest

from netgraph.errors import SetupError
from netgraph.extract import gliner_, load_extractor, optional, spacy_
from netgraph.extract.checked import Found, find_words, to_spans
from netgraph.extract.features import document_tokens, plain_paragraphs
from netgraph.extract.gliner_ import GlinerNames
from netgraph.extract.pieces import cut_text, join_paragraphs
from netgraph.extract.spacy_ import SpacyNames
from netgraph.extract.trained import TrainedExtractor
from netgraph.model import Document, Paragraph
from netgraph.pipeline import check_extraction

TEXT = "Klaster IT works with Anna Berg.\nMore on Klaster IT and JOBTOWN 2 soon."


class Pipeline:
    """Has what is used of a spaCy pipeline: ``lang``, ``meta``, ``pipe`` and the entities of its documents."""

    def __init__(self, lang, **labels):
        self.lang, self.labels, self.read = lang, labels, []
        self.meta = {"lang": lang, "name": "toy", "version": "1.0"}

    def pipe(self, texts):
        for text in texts:
            self.read.append(text)
            yield SimpleNamespace(
                ents=[
                    SimpleNamespace(start_char=s, end_char=e, label_=label)
                    for name, label in self.labels.items()
                    for s, e in find_words(name, text, 0, len(text))
                ]
            )


class Model:
    """Has what is used of a GLiNER model: ``predict_entities``."""

    def __init__(self, labels):
        self.labels, self.read = labels, []

    def predict_entities(self, text, labels, threshold):
        self.read.append(text)
        return [
            {"start": s, "end": e, "text": text[s:e], "label": label, "score": score}
            for name, (label, score) in self.labels.items()
            for s, e in find_words(name, text, 0, len(text))
            if score >= threshold
        ]


def find(finder, text=TEXT, **more):
    document = Document("a.txt", text, **({"language": "en"} | more))
    paragraphs = document.paragraphs or plain_paragraphs(text)
    names = finder(document, document_tokens(document), paragraphs, None)
    return [(text[n.start : n.end], n.type, round(n.confidence, 2)) for n in names]


def test_entities_of_a_pipeline_become_names_of_our_types():
    nlp = Pipeline("en", **{"Klaster IT": "ORG", "Anna Berg": "PERSON", "JOBTOWN 2": "EVENT", "works": "VERB"})
    assert find(SpacyNames([nlp])) == [
        ("Klaster IT", "organisation", 0.8),
        ("Anna Berg", "person", 0.8),
        ("Klaster IT", "organisation", 0.8),
        ("JOBTOWN 2", "initiative", 0.8),
    ]


def test_every_paragraph_is_read_by_the_pipeline_of_its_language():
    text = "Klaster IT\nKlaster IT\nKlaster IT"
    paragraphs = (Paragraph(0, 10, "pl"), Paragraph(11, 21, "sv"), Paragraph(22, 32, "und"))
    pl, xx = Pipeline("pl"), Pipeline("xx")
    find(SpacyNames([pl, xx]), text, language="pl", paragraphs=paragraphs)
    assert (len(pl.read), len(xx.read)) == (2, 1)


def test_a_long_paragraph_reaches_a_pipeline_in_pieces():
    nlp = Pipeline("en")
    find(SpacyNames([nlp]), "A" * 50_001)
    assert [len(text) for text in nlp.read] == [20_000, 20_000, 10_001]


def test_entities_of_a_gliner_model_become_names_of_our_types():
    model = Model({"Klaster IT": ("organization", 0.9), "Anna Berg": ("person", 0.7), "JOBTOWN 2": ("event", 0.6),
                   "More": ("animal", 0.9), "soon": ("event", 0.2)})  # fmt: skip
    assert find(GlinerNames(model)) == [
        ("Klaster IT", "organisation", 0.9),
        ("Anna Berg", "person", 0.7),
        ("Klaster IT", "organisation", 0.9),
        ("JOBTOWN 2", "initiative", 0.6),
    ]


def test_a_gliner_model_reads_what_it_can_hold_at_once():
    model = Model({"Klaster IT": ("organization", 0.9)})
    text = "word " * 1_000 + "Klaster IT"
    assert find(GlinerNames(model), text) == [("Klaster IT", "organisation", 0.9)]
    assert max(map(len, model.read)) <= gliner_.PIECE
    assert "".join(model.read) == text


def spans_of(*found, text=TEXT):
    tokens = document_tokens(Document("a.txt", text))
    spans = to_spans(found, tokens)
    return [(text[tokens[s.start].start : tokens[s.end - 1].end], s.type, s.confidence) for s in spans]


@pytest.mark.parametrize(
    "found",
    [
        Found(0, 10, "place", 0.9),
        Found(-3, 10, "organisation", 0.9),
        Found(10, 0, "organisation", 0.9),
        Found(4, 4, "organisation", 0.9),
        Found(500, 510, "organisation", 0.9),
        Found(22, 37, "organisation", 0.9),  # over a line break between two paragraphs
        Found(0, 10, "organisation", float("nan")),
    ],
)
def test_what_no_name_can_be_is_left_out(found):
    assert spans_of(found) == []


def test_of_overlapping_names_the_longer_stays_and_half_words_become_whole():
    found = Found(0, 7, "person", 0.5), Found(2, 10, "organisation", 7.0)
    assert spans_of(*found) == [("Klaster IT", "organisation", 1.0)]


def test_pieces_cover_a_text_and_none_is_too_long():
    text = "one two three four five " * 20 + "x" * 100
    pieces = list(cut_text(text, 0, len(text), 30))
    assert "".join(text[s:e] for s, e in pieces) == text
    assert max(e - s for s, e in pieces) <= 30
    assert all(text[e - 1] == " " for _, e in pieces if e < len(text) - 100)


def test_short_paragraphs_go_together():
    text = "aaaa\nbbbb\ncccc"
    assert join_paragraphs(text, plain_paragraphs(text), 9) == [(0, 9), (10, 14)]


def test_the_rest_of_the_extraction_is_shared():
    nlp = Pipeline("en", **{"Klaster IT": "ORG", "Anna Berg": "PERSON", "JOBTOWN 2": "EVENT"})
    extractor = TrainedExtractor(find=SpacyNames([nlp]), version="spacy-1:toy")
    document = Document("a.txt", TEXT, language="en")
    extraction = extractor.extract(document)
    check_extraction(document, extraction)
    counts = [(c.type, len(c.mentions)) for c in extraction.chains]
    assert counts == [("organisation", 2), ("person", 1), ("initiative", 1)]
    assert extractor.version != TrainedExtractor().version


def test_the_pipelines_named_are_loaded_and_told_apart(monkeypatch):
    fake = SimpleNamespace(load=lambda name: Pipeline(name), __version__="3.7")
    monkeypatch.setattr(spacy_, "require", lambda library, extra: fake)
    assert "pl_toy-1.0+sv_toy-1.0" in load_extractor("spacy:pl, sv").version
    with pytest.raises(SetupError, match="names no pipeline"):
        load_extractor("spacy:")


def test_a_pipeline_that_is_not_there_is_named_with_the_cure(monkeypatch):
    def load(name):
        raise OSError(f"[E050] Can't find model '{name}'.\nmore")

    monkeypatch.setattr(spacy_, "require", lambda library, extra: SimpleNamespace(load=load))
    with pytest.raises(SetupError, match="python -m spacy download pl_core"):
        load_extractor("spacy:pl_core")


def test_a_gliner_model_is_read_from_its_folder_only(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")
    asked = []

    def load(path, **options):
        asked.append((path, options))
        return Model({})

    fake = SimpleNamespace(GLiNER=SimpleNamespace(from_pretrained=load))
    monkeypatch.setattr(gliner_, "require", lambda library, extra: fake)
    (tmp_path / "config.json").write_text("{}")
    one = load_extractor(f"gliner:{tmp_path}").version
    assert asked == [(str(tmp_path), {"local_files_only": True})]
    assert gliner_.os.environ["HF_HUB_OFFLINE"] == "1"
    (tmp_path / "config.json").write_text('{"a": 1}')
    assert load_extractor(f"gliner:{tmp_path}").version != one
    with pytest.raises(SetupError, match="is no folder"):
        load_extractor("gliner:urchade/gliner_small-v2.1")


def test_a_missing_library_is_named_with_its_extra():
    with pytest.raises(SetupError, match=r"pip install 'stakeholder-netgraph\[spacy\]'"):
        optional.require("no_such_library_at_all", "spacy")


@pytest.mark.parametrize("name", ["", "spaCy", "trained", "openai", "default:x"])
def test_an_unknown_extractor_is_answered_with_the_known_ones(name):
    with pytest.raises(SetupError, match=r"known: default, spacy:PIPELINES|names no model"):
        load_extractor(name)


def test_a_real_pipeline_with_a_ruler_gives_names(tmp_path):
    spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'stakeholder-netgraph[spacy]'")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "Klaster IT"}, {"label": "PERSON", "pattern": "Anna Berg"}]
    )
    assert find(SpacyNames([nlp])) == [
        ("Klaster IT", "organisation", 0.8),
        ("Anna Berg", "person", 0.8),
        ("Klaster IT", "organisation", 0.8),
    ]
    nlp.to_disk(tmp_path / "pipeline")
    document = Document("a.txt", TEXT, language="en")
    extractor = load_extractor(f"spacy:{tmp_path / 'pipeline'}")
    assert [c.name for c in extractor.extract(document).chains] == ["Klaster IT", "Anna Berg"]
    with pytest.raises(SetupError, match="cannot be loaded"):
        load_extractor(f"spacy:{tmp_path / 'none'}")

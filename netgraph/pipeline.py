"""build(): all steps in their order, from documents to a network and its files."""

import gc
import json
import logging
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from importlib.resources import files
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from netgraph import __version__
from netgraph.beside import beside, spread
from netgraph.cached import Aid, StoredExtractions, StoredReadings, folder_hash
from netgraph.errors import DocumentError, InputError, NetgraphError, SetupError
from netgraph.files import replace_files, write_bytes
from netgraph.model import Document, Extraction, Extractor
from netgraph.network import Network, join_relations
from netgraph.nodelink import DecisionRecord
from netgraph.resolve import Decision, Problem, Resolution, apply_edge_decisions, read_decisions, resolve
from netgraph.settings import Settings
from netgraph.store import Store

if TYPE_CHECKING:
    from netgraph.render.earlier import Spot

log = logging.getLogger(__name__)
Source = str | os.PathLike[str] | Document
Decisions: TypeAlias = str | os.PathLike[str] | Iterable[Decision] | None
USABLE = ("ok", "partial")  # status of the documents that are extracted
NETWORK = "network.json"  # the whole result; where it lies, there are results
DECISIONS = "decisions.csv"  # beside the documents: followed unless others are given
Progress = Callable[[str, int, int | None], None]  # step, how many are done, of how many (None: not known yet)


@dataclass(frozen=True, slots=True)
class Run:
    """A network with what it was made by.

    Attributes:
        network: the result.
        resolution: which names became one node, why, and which pairs are doubtful.
        versions: of netgraph, of the extractor and, where it is the shipped one, of its weights.
        decisions: how many decisions of people there were.
        problems: the decisions that could not be followed as they stand.
        usage: what the extractor counted while it worked, such as requests, tokens and cost of an endpoint.
    """

    network: Network
    resolution: Resolution
    versions: Mapping[str, str]
    decisions: int = 0
    problems: tuple[Problem, ...] = ()
    usage: Mapping[str, float] = field(default_factory=dict)


def build(
    sources: Source | Iterable[Source],
    *,
    output: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    extractor: Extractor | str | None = None,
    decisions: Decisions = None,
    progress: Progress | None = None,
) -> Network:
    """Build a network from documents.

    A document that cannot be read or understood is listed with its status and reason; the others go on. Where none
    can be used, the network is empty and says why for each.

    Args:
        sources: path, folder, glob or a list of them; also Document values.
        output: a folder for network.json, the tables, map and report; nothing is written by default. Without a usable
            document the results of an earlier run stay as they are; where there are none, only the report and run.json
            are written, with the reasons.
        settings: see ``netgraph.settings``.
        extractor: a name or an object with ``extract(document)``; the settings' one by default.
        decisions: path of a decisions file, or decisions as values; by default the settings' one, else the file
            ``decisions.csv`` beside the documents, if there is one. ``()`` for none.
        progress: called as ``progress(step, done, total)``.

    Raises:
        InputError: there is nothing to read: no such file or folder, no match, or a folder without files.
    """
    places = None
    if output is not None and settings is not None and settings.render.layout is not None:
        from netgraph.render.earlier import read_places

        places = read_places(settings.render.layout)  # before the work, and before its file may be written over
    done = run(sources, settings=settings, extractor=extractor, decisions=decisions, progress=progress)
    if output is not None and is_usable(done.network):
        write_results(done, Path(output), progress or _silent, places)
    elif output is not None:
        write_reasons(done, Path(output))
    return done.network


def is_usable(network: Network) -> bool:
    """Whether at least one document of a network could be used."""
    return any(one.status in USABLE for one in network.records)


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave out the search for garbage in cycles; it goes on afterwards if it did before.

    A run makes hundreds of thousands of small values that stay and hardly any cycles: to look through them again and
    again took a third of the time of a run of which all documents were stored, and freed nothing to speak of.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:  # else another part of the program keeps values out of all searches
            gc.freeze()
            gc.unfreeze()  # all that was made is old now: the next small search does not go through it
        if collects:
            gc.enable()


@no_collection()
def run(
    sources: Source | Iterable[Source],
    *,
    settings: Settings | None = None,
    extractor: Extractor | str | None = None,
    decisions: Decisions = None,
    progress: Progress | None = None,
) -> Run:
    """Do what ``build`` does and give the resolution and the problems of decisions, too."""
    settings = settings or Settings()
    tell = progress or _silent
    sources = [sources] if isinstance(sources, str | os.PathLike | Document) else list(sources)
    given = settings.resolve.decisions if decisions is None else decisions
    beside = _decisions_beside(sources) if given is None else None
    chosen = _decisions(given if beside is None else beside)
    reader, versions = _extractor(extractor or settings.extract.extractor, settings)
    with _stored(reader, settings.store.path) as (readings, kept):
        documents = read_documents(sources, settings, tell, readings)
        if beside is not None:
            documents = [one for one in documents if one.status != "skipped" or PurePath(one.id).name != DECISIONS]
        check_found(documents, sources)
        documents, extractions = extract_all(documents, reader, tell, kept)
    resolution = resolve(documents, extractions, chosen)
    edges = join_relations(documents, extractions, resolution.members)
    edges, problems = apply_edge_decisions(edges, resolution.entities, chosen)
    problems = tuple(sorted((*resolution.problems, *problems)))
    for problem in problems:
        log.warning("%s", problem)
    records = record_decisions(chosen, problems)
    network = Network(documents, resolution.entities, edges, settings=settings, decisions=records)
    if settings.extract.min_confidence > 0:
        network = network.filter(min_confidence=settings.extract.min_confidence)
    return Run(network, resolution, versions, len(chosen), problems, dict(getattr(reader, "usage", {})))


def record_decisions(decisions: Iterable[Decision], problems: Iterable[Problem]) -> tuple[DecisionRecord, ...]:
    """Each decision with what came of it: the first of its problems, or that it was applied."""
    found: dict[tuple[int, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.line, problem.message), problem)
    records = []
    for decision in decisions:
        start = f"{decision}: "
        own = [one for (line, message), one in found.items() if line == decision.line and message.startswith(start)]
        other = re.match(r"line (\d+)\b", own[0].message[len(start) :]) if own else None
        records.append(
            DecisionRecord(
                **asdict(decision), outcome=own[0].kind if own else "applied",
                against=int(other[1]) if other is not None else None,
            )
        )  # fmt: skip
    return tuple(records)


def _silent(step: str, done: int, total: int | None) -> None:
    """Tell nobody how far the run is."""


def read_documents(
    sources: Source | Iterable[Source], settings: Settings, tell: Progress, readings: StoredReadings | None = None
) -> list[Document]:
    """All inputs as documents in the order of their ids; Document values are taken as they are."""
    from netgraph.read import Limits, read_sources

    limits = Limits(settings.read.max_bytes, settings.read.max_characters)
    documents = []
    for number, document in enumerate(read_sources(sources, limits=limits, readings=readings), 1):
        documents.append(document)
        tell("read", number, None)
    return sorted(documents, key=lambda document: document.id)


def check_found(documents: Iterable[Document], sources: Iterable[Source]) -> None:
    """Make sure that there is anything to read; a document that cannot be used is something.

    Raises:
        InputError: every source is missing or holds no file.
    """
    code, missing = "not_found: ", []
    for one in documents:
        if one.status != "failed" or not (one.reason or "").startswith(code):
            return
        missing.append((one.reason or "").removeprefix(code))
    words = "; ".join(missing) or f"no documents in {', '.join(map(str, sources)) or 'an empty list'}"
    raise InputError(f"nothing to read: {words}")


def extract_all(
    documents: Iterable[Document], extractor: Extractor, tell: Progress, kept: StoredExtractions | None = None
) -> tuple[list[Document], list[Extraction]]:
    """The extraction of every usable document; one that fails is marked and has none."""
    marked: list[Document] = []
    extractions: list[Extraction] = []
    todo = list(documents)
    with closing(_outcomes([one for one in todo if one.status in USABLE], extractor, kept)) as outcomes:
        for number, document in enumerate(todo, 1):
            if document.status in USABLE:
                outcome = next(outcomes)
                if isinstance(outcome, Extraction):
                    extractions.append(outcome)
                else:
                    document = _failed(document, outcome)
            marked.append(document)
            tell("extract", number, len(todo))
    return marked, extractions


def _outcomes(
    documents: Sequence[Document], extractor: Extractor, kept: StoredExtractions | None
) -> Generator[Extraction | str, None, None]:
    """For each document its extraction, or why there is none; what the store has is not worked out again."""
    known = [None if kept is None else kept.get(document) for document in documents]
    new = [document for document, found in zip(documents, known, strict=True) if found is None]
    one = partial(_extract, extractor)
    # An extractor that counts what it does, or asks elsewhere, says nothing of copies and is asked here.
    with closing(spread(one, new) if getattr(extractor, "may_be_copied", False) else (one(d) for d in new)) as results:
        for document, found in zip(documents, known, strict=True):
            if found is not None:
                yield found
                continue
            outcome = next(results)
            if kept is not None and isinstance(outcome, Extraction):
                kept.put(document, outcome)
            yield outcome


def _extract(extractor: Extractor, document: Document) -> Extraction | str:
    try:
        extraction = extractor.extract(document)
        check_extraction(document, extraction)
        return extraction
    except SetupError:
        raise  # no document can be extracted then
    except NetgraphError as error:
        return str(error)
    except Exception as error:  # one document must never end the run of all others
        log.debug("%s: extraction failed", document.id, exc_info=True)
        return f"{type(error).__name__}: {error}"


def _failed(document: Document, words: str) -> Document:
    return replace(document, status="failed", reason=f"extract: {words}")


def check_extraction(document: Document, extraction: Extraction) -> None:
    """Check that an extraction speaks of its document: every span lies in the text, every mention is its slice.

    Raises:
        DocumentError: it does not.
    """
    length, count = len(document.text), len(extraction.chains)
    if extraction.document != document.id:
        raise DocumentError("extract", f"the extraction is of another document, {extraction.document!r}")
    for chain in extraction.chains:
        for mention in chain.mentions:
            start, end = mention.start, mention.end
            if not 0 <= start < end <= length or document.text[start:end] != mention.text:
                raise DocumentError("extract", f"the mention {mention.text[:40]!r} is not at {start} in the text")
    for relation in extraction.relations:
        if not (0 <= relation.source < count and 0 <= relation.target < count):
            raise DocumentError("extract", f"a relation of type {relation.type} has an end that is no chain")
        if not 0 <= relation.start < relation.end <= length:
            raise DocumentError("extract", f"the evidence {relation.start} to {relation.end} is not in the text")


def _extractor(extractor: Extractor | str, settings: Settings) -> tuple[Extractor, dict[str, str]]:
    """The extractor with the versions that a result depends on."""
    if not isinstance(extractor, str):
        return extractor, {"netgraph": __version__, "extractor": extractor.version}
    from netgraph.extract import load_extractor
    from netgraph.extract.endpoint import Endpoint

    loaded = load_extractor(extractor, Endpoint(**asdict(settings.endpoint)))
    weights = folder_hash(files("netgraph") / "extract" / "weights")
    return loaded, {"netgraph": __version__, "extractor": loaded.version, "weights": weights}


@contextmanager
def _stored(
    extractor: Extractor, path: str | None
) -> Iterator[tuple[StoredReadings, StoredExtractions] | tuple[None, None]]:
    """What was read and extracted before, when there is a store."""
    if path is None:
        yield None, None
        return
    with Store(path) as store:
        aid = Aid(store)
        yield StoredReadings(aid), StoredExtractions(aid, extractor.version)


def _decisions_beside(sources: Iterable[Source]) -> Path | None:
    """The ``decisions.csv`` in the folder of the documents; several are an error."""
    paths = [Path(one) for one in sources if not isinstance(one, Document)]
    folders = {path if path.is_dir() else path.parent for path in paths if path.exists()}
    found = sorted({(folder / DECISIONS).resolve() for folder in folders if (folder / DECISIONS).is_file()})
    if len(found) > 1:
        raise SetupError(f"several {DECISIONS} beside the documents: {found[0]}, {found[1]}; give the one that counts")
    if found:
        log.info("%s: decisions beside the documents are followed", found[0])
    return found[0] if found else None


def _decisions(given: Decisions) -> tuple[Decision, ...]:
    return read_decisions(given) if isinstance(given, str | os.PathLike) else tuple(given or ())


@no_collection()
def write_results(done: Run, folder: Path, tell: Progress, places: "Mapping[str, Spot] | None" = None) -> None:
    """Write network.json, the tables, the map, the report and run.json; none of them names people who are hidden.

    Args:
        done: the run.
        folder: where to.
        tell: is told each step.
        places: where actors lay in an earlier map; they keep their places.
    """
    from netgraph.export import write
    from netgraph.render import render_pages
    from netgraph.render.people import hide_people

    network = done.network
    shown: dict[str, Any] = asdict(network.settings.render)
    shown["layout"] = places
    hidden = hide_people(network, network.settings.render.people, network.settings.render.language)

    def write_tables() -> None:
        hidden.to_json(stage / NETWORK)
        for name in ("nodes.csv", "edges.csv", "evidence.csv"):
            write(hidden, stage / name)

    with replace_files(folder) as stage:
        with beside(write_tables, relations=len(network.relations)) as tables_written:
            render_pages(network, stage, **shown)
            tell("write", 1, 3)
            tables_written()
        tell("write", 2, 3)
        write_bytes(stage / "run.json", run_record(done, hidden))
    tell("write", 3, 3)


def write_reasons(done: Run, folder: Path) -> None:
    """Write why nothing could be used: report and run.json, and only where no network lies that they would belie."""
    from netgraph.render import render_report
    from netgraph.render.people import hide_people

    if (folder / NETWORK).exists():
        return
    network, shown = done.network, done.network.settings.render
    with replace_files(folder) as stage:
        report = stage / "report.html"
        render_report(network, report, language=shown.language, people=shown.people, map_link=None)
        write_bytes(stage / "run.json", run_record(done, hide_people(network, shown.people, shown.language)))


def run_record(done: Run, network: Network) -> bytes:
    """What was done, as JSON: versions, settings, counts, problems of decisions, a status with reason per document.

    Args:
        done: the run.
        network: its result as it is written, people hidden where they are to be.
    """
    problems = done.problems
    if network.settings.render.people != "show":
        problems = tuple(one._replace(message="not shown: a decision may name people") for one in problems)
    settings = asdict(network.settings)
    del settings["store"]  # where results are kept changes nothing about them
    if not done.versions.get("extractor", "").startswith("openai"):
        del settings["endpoint"]  # nothing was asked
    record = {
        "versions": done.versions,
        "settings": settings,
        "counts": network.summary(),
        **({"usage": done.usage} if done.usage else {}),
        "decisions": {"rows": done.decisions, "problems": [one._asdict() for one in problems]},
        "documents": [{"id": one.id, "status": one.status, "reason": one.reason} for one in network.records],
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", errors="backslashreplace")

"""Questions for a reader about what models are unsure of on pages that nobody annotated, and his answers.

    python -m tools.train.ask names PAGES TAUGHT.pkl QUESTIONS [--files 8] [--most 2300]
    python -m tools.train.ask relations PAGES TAUGHT.pkl QUESTIONS [--files 8] [--most 1600]
    python -m tools.train.ask answers PAGES ANSWERS.jsonl QUESTIONS [QUESTIONS ...]

PAGES and TAUGHT.pkl are what ``teach`` wrote. The first two write ``1.txt``, ``2.txt`` ... in the folder QUESTIONS; a
reader writes ``1.answers`` ... beside them, a line a question: its number, a blank and the answer. The third gathers
the answers of one or more such folders by offsets, as ``teach label --answers`` and ``data/annotations/answers`` have
them. How to answer: of a name ``o``, ``p``, ``i`` (organisation, person, initiative), ``x`` (none) or, where its limits
are other ones, ``i=The name``, several parted by ``||``; of a relation ``x``, ``c`` (cooperates) or ``m1``, ``m2`` ...:
the first letter of the type (``t`` for part_of) and which of the two is its source. ``?`` is no answer.
"""

import argparse
import hashlib
import json
import lzma
import pickle
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from netgraph.extract.features import MARKERS, Token, document_tokens
from netgraph.extract.pairs import Mentions, build_page, candidate_pairs
from netgraph.extract.spans import trim
from netgraph.extract.tagger import Span, read_spans
from netgraph.model import NODE_TYPES, NodeType
from netgraph.read import read_sources

SURE = {"organisation": 0.85, "initiative": 0.85, "person": 0.6}  # a name less sure than this is asked
NAMED, FAINT = 0.15, 0.08  # probability of a token outside the names found to be part of one: to begin, to go on
RELATED = 0.12, 0.88  # a relation as probable as this is asked
MOST_NAMES, MOST_PAIRS = 9, 10  # of a page
TITLE = 3, 26  # tokens of a title that is asked as a whole
WHOLE = 0.7  # share of a title that a sure name in it may have at most, for it to be asked
ENGLISH = 0.12  # share of the questions at most
LETTERS = {kind[0]: kind for kind in NODE_TYPES}
RELATIONS = {"c": "cooperates", "m": "member_of", "o": "organises", "p": "participates_in", "f": "funds",
             "a": "affiliated_with", "t": "part_of"}  # fmt: skip
Question = tuple[list[int], str]  # offsets, as many as the answer needs, and what is shown


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def unsure_names(raw: dict, tokens: list[Token]) -> list[tuple[Span, bool]]:
    """Spans that may be names, each with whether the models are unsure of it."""
    tags, opens = raw["tags"].astype(np.float32), np.array([t.form in MARKERS.values() for t in tokens])
    found = [s for s in (trim(tokens, s) for s in read_spans(np.log(tags + 1e-6), opens)) if s is not None]
    spans = [(s, s.confidence < SURE[s.type]) for s in found]
    free = ~opens
    for s in found:
        free[s.start : s.end] = False
    named, i = 1 - tags[:, 0], 0
    while i < len(tokens):
        end = i + 1
        if free[i] and named[i] > NAMED:
            while end < len(tokens) and free[end] and named[end] > FAINT:
                end += 1
            span = trim(tokens, Span(i, end, "organisation", 0.0))
            if span is not None and span.end - span.start <= 12:
                spans.append((span, True))
        i = end
    return spans


def name_questions(raw: dict, text: str, tokens: list[Token]) -> tuple[str, list[Question]]:
    """The head of a page and its questions: the title as a whole, and each unsure form once."""
    spans = unsure_names(raw, tokens)
    end = next((i for i in range(1, len(tokens)) if tokens[i].form in MARKERS.values()), len(tokens))
    title = flat(text[tokens[1].start : tokens[end - 1].end])[:160] if end > 1 else ""
    named = any(not unsure and s.end <= end and s.end - s.start >= WHOLE * (end - 1) for s, unsure in spans)
    head, out = f"T: {title}", []
    if TITLE[0] <= end <= TITLE[1] and not named:
        spans = [(s, unsure) for s, unsure in spans if not unsure or s.start >= end]
        head += f"\nB: {flat(text[tokens[end - 1].end : tokens[end - 1].end + 170])}"
        out.append(([tokens[1].start, tokens[end - 1].end], "TITLE"))
    known = {text[tokens[s.start].start : tokens[s.end - 1].end] for s, unsure in spans if not unsure}
    for span, unsure in sorted(spans, key=lambda x: x[0].start):
        start, stop = tokens[span.start].start, tokens[span.end - 1].end
        if unsure and text[start:stop] not in known:
            known.add(text[start:stop])
            guess = span.type[0] if span.confidence else "?"
            around = flat(text[max(0, start - 70) : start]), flat(text[start:stop]), flat(text[stop : stop + 50])
            out.append(([start, stop], "({}) {}[[{}]]{}".format(guess, *around)))
    return head, out[:MOST_NAMES]


def pair_questions(raw: dict, text: str, tokens: list[Token]) -> tuple[str, list[Question]]:
    """The head of a page and its questions: pairs of chains, shown where they stand nearest."""
    m = raw["mentions"]
    pairs = candidate_pairs(build_page(raw["forms"], raw["bits"]), Mentions(*(m[:, i].copy() for i in range(4))))
    probable = 1 - raw["classes"][:, 0].astype(float)
    asked = [g for g in range(len(probable)) if RELATED[0] < probable[g] < RELATED[1]]
    asked = sorted(sorted(asked, key=lambda g: abs(probable[g] - sum(RELATED) / 2))[:MOST_PAIRS])
    places = [(tokens[a].start, tokens[b - 1].end) for a, b in m[:, :2].tolist()]
    longest: dict[int, str] = {}
    for (start, stop), chain in zip(places, m[:, 2].tolist(), strict=True):
        longest[chain] = max(longest.get(chain, ""), flat(text[start:stop]), key=len)
    out = []
    for g in asked:
        near = min(np.flatnonzero(pairs.group == g), key=lambda k: abs(m[pairs.first[k], 0] - m[pairs.second[k], 0]))
        one, two = int(pairs.first[near]), int(pairs.second[near])
        shown = " ".join(f"{n}={NODE_TYPES[raw['types'][c]][0]}:{longest[c][:70]}"
                         for n, c in zip((1, 2), m[[one, two], 2].tolist(), strict=True))  # fmt: skip
        (s1, e1), (s2, e2) = sorted((places[one], places[two]))
        first = 1 if (s1, e1) == places[one] else 2
        between = flat(text[e1:s2])
        between = between if len(between) < 260 else f"{between[:130]} (...) {between[-120:]}"
        shown += f" || {flat(text[max(0, s1 - 70) : s1])}[[{first}:{flat(text[s1:e1])}]]{between}"
        shown += f"[[{3 - first}:{flat(text[s2:e2])}]]{flat(text[e2 : e2 + 80])}"
        out.append(([*places[one], *places[two]], shown))
    return flat(text[:130]), out


def write_questions(
    pages: Path, taught: Path, out: Path, files: int, most: int,
    ask: Callable[[dict, str, list[Token]], tuple[str, list[Question]]],
) -> None:  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    where = dict(line.split("\t", 1) for line in (pages / "index.tsv").read_text(encoding="utf-8").splitlines())
    with lzma.open(taught, "rb") as handle:
        documents = pickle.load(handle)["taught"]
    random.Random(1).shuffle(documents)
    texts: list[list[str]] = [[] for _ in range(files)]
    count, english, kept = [0] * files, 0, {}
    for number, raw in enumerate(documents, 1):
        name = Path(raw["doc"]).stem
        document = next(iter(read_sources([pages / f"{name}.txt"])))
        head, questions = ask(raw, document.text, document_tokens(document))
        english += len(questions) if document.language == "en" else 0
        if not questions or (document.language == "en" and english > ENGLISH * files * most):
            continue
        file = count.index(min(count))
        if count[file] >= most:
            break
        kept[number] = {"page": name, "spans": [span for span, _ in questions]}
        lines = [f"{number}.{i} {shown}" for i, (_, shown) in enumerate(questions, 1)]
        texts[file] += [f"== {number} | {document.language} | {flat(where[name])[-90:]}", head, *lines]
        count[file] += len(questions)
    for file, lines in enumerate(texts, 1):
        (out / f"{file}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "asked.json").write_text(json.dumps(kept), encoding="utf-8")
    print(f"{sum(count)} questions on {len(kept)} pages")


def read_given(folder: Path) -> Iterator[tuple[str, list[int], str]]:
    """Page, offsets and answer of every question that was answered."""
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.answers")):
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"(\d+)\.(\d+)\s+(.+)", line.strip())
            if match and match[3] != "?":
                page = asked[match[1]]
                yield page["page"], page["spans"][int(match[2]) - 1], match[3]


def named(text: str, start: int, end: int, answer: str) -> Iterator[tuple[int, int, NodeType | None]]:
    """What an answer says: stretches of the text with the type of the name that each is, or that it is none."""
    for part in answer.split("||"):
        letter, _, form = (piece.strip() for piece in part.partition("="))
        if letter == "x" or (letter in LETTERS and not form):
            yield start, end, LETTERS.get(letter)
        elif letter in LETTERS:
            words = r"\s+".join(map(re.escape, form.split()))
            places = [m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
            if places:
                yield *min(places, key=lambda p: abs(p[0] - start) + abs(p[1] - end)), LETTERS[letter]


def write_answers(pages: Path, out: Path, folders: list[Path]) -> None:
    names: dict[str, dict[tuple[int, int], NodeType | None]] = defaultdict(dict)
    relations: dict[str, list[list]] = defaultdict(list)
    texts: dict[str, str] = {}
    count: Counter[str] = Counter()
    for folder in folders:
        for page, offsets, answer in read_given(folder):
            if len(offsets) == 2:
                if page not in texts:
                    texts[page] = next(iter(read_sources([pages / f"{page}.txt"]))).text
                found = list(named(texts[page], *offsets, answer))
                names[page] |= {(start, end): kind for start, end, kind in found}
                count["names" if found else "not understood"] += 1
            elif re.fullmatch("x|c|[mopfat][12]", answer):
                ends = offsets[2:] + offsets[:2] if answer.endswith("2") else offsets
                relations[page].append([*ends, RELATIONS.get(answer[0])])
                count["relations"] += 1
            else:
                count["not understood"] += 1
    rows = []
    for line in (pages / "index.tsv").read_text(encoding="utf-8").splitlines():
        page, site, path = line.split("\t")
        if page in names or page in relations:
            real = [span for span, kind in names[page].items() if kind]
            # A stretch that is no name beside one that it overlaps was a name with wrong limits.
            said = [[*s, k] for s, k in sorted(names[page].items())
                    if k or not any(start < s[1] and s[0] < end for start, end in real)]  # fmt: skip
            digest = hashlib.sha256((pages / f"{page}.txt").read_bytes()).hexdigest()
            rows.append({"lang": page.partition("-")[0], "repository": site, "path": path, "sha256": digest,
                         "names": said, "relations": relations[page]})  # fmt: skip
    with out.open("w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(len(rows), "pages", dict(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("names", "relations", "answers"))
    parser.add_argument("pages", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--most", type=int, default=2000, help="questions of a file")
    args = parser.parse_args()
    if args.stage == "answers":
        write_answers(args.pages, args.file, args.folders)
    else:
        ask = name_questions if args.stage == "names" else pair_questions
        write_questions(args.pages, args.file, args.folders[0], args.files, args.most, ask)


if __name__ == "__main__":
    main()

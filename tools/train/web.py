"""Documents of public websites that were annotated for this project: where they lie, and what they say.

    python -m tools.train.web texts CLONES OUT          # the texts with their gold, from clones of the repositories
    python -m tools.train.web annotations CLONES TEXTS  # the other way: what is kept of annotated texts

``data/annotations`` holds no text: a line of a file is one document, with its repository, commit, path and lines, the
SHA-256 of the text, and the annotation by offsets into it;
names are not kept either. ``texts`` reads ``CLONES/owner+name/repo``, git directories
at that commit or later, cleans each page of its markup as was done for the annotation, and writes ``DOC.txt`` with
``DOC.json`` in the form of the annotated corpus. A text whose hash differs is reported and left out.
"""

import argparse
import hashlib
import html
import json
import re
import subprocess
import unicodedata
from collections import defaultdict
from pathlib import Path

from tools.train.prepare import occurrences

ANNOTATIONS = Path(__file__).resolve().parent.parent.parent / "data" / "annotations"
_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*\n", re.S)
_BLOCK = re.compile(
    r"</?(p|div|h\d|li|ul|ol|tr|table|section|article|header|footer|br|td|th|dd|dt|blockquote)\b[^>]*>", re.I
)
_STEPS = (  # in this order
    (r"<\?.*?(\?>|\Z)", "", re.S),
    (r"<(script|style|svg)\b.*?</\1>", "", re.S | re.I),
    (r"<!--.*?-->", "", re.S),
    (r"\{[%{#].*?[%}#]\}", "", re.S),
    (r"!\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", "", 0),
    (r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", 0),
    (r"\[([^\]]+)\]\[[^\]]*\]", r"\1", 0),
)
_LATER = (
    (r"^\s{0,3}#{1,6}\s*(.*?)\s*#*$", r"\1", re.M),
    (r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", 0),
    (r"(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])", r"\1", 0),
    (r"^[ \t]*[*+][ \t]+", "- ", re.M),
    (r"^>\s?", "", re.M),
    (r"^\s*([-=*_]\s*){3,}$", "", re.M),
    (r"[ \t]+", " ", 0),
)


def clean(raw: bytes) -> str:
    """The text of a page without markup, the title of its front matter first."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\ufeff", "")
    if match := _FRONT.match(text):
        head = []
        for key in ("title", "subtitle", "description", "excerpt", "summary", "lead"):
            found = re.search(rf'^{key}[ ]*[:=][ ]*["\']?(.+?)["\']?[ ]*$', match.group(2), re.M | re.I)
            if found and len(found.group(1)) > 3:
                head.append(found.group(1).strip())
        text = "\n".join(head) + "\n\n" + text[match.end() :]
    for pattern, by, flags in _STEPS:
        text = re.sub(pattern, by, text, flags=flags)
    if re.search(r"</(p|div|li|h\d)>", text):
        text = _BLOCK.sub("\n\n", text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,400}>", "", re.sub(r"<br\s*/?>", "\n", text))
    text = html.unescape(text).replace("\xa0", " ")
    for pattern, by, flags in _LATER:
        text = re.sub(pattern, by, text, flags=flags)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def lines_of(text: str, keep: str) -> str:
    """The lines that were annotated, such as "1-30,35-50"; numbers begin at one."""
    lines, out = text.split("\n"), []
    for part in keep.split(","):
        first, _, last = part.partition("-")
        out += lines[int(first) - 1 : int(last or first)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip() + "\n"


def clone(clones: Path, record: dict) -> Path:
    """The git directory of a record's repository."""
    return clones / record["repository"].replace("/", "+") / "repo"


def page(clones: Path, record: dict) -> str | None:
    """The annotated text out of a clone; None where it is missing or another one than was annotated."""
    folder = clone(clones, record)
    command = ["git", "--git-dir", str(folder), "show", f"{record['commit']}:{record['path']}"]
    found = subprocess.run(command, capture_output=True, check=False)
    if found.returncode or not re.fullmatch(r"\d+(-\d+)?(,\d+(-\d+)?)*", record["lines"]):
        return None
    text = lines_of(clean(found.stdout), record["lines"])
    return text if hashlib.sha256(text.encode()).hexdigest() == record["sha256"] else None


def gold(record: dict, text: str) -> dict:
    """The annotation in the form of the annotated corpus; the longest form of a node is its name."""
    forms: dict[int, list[str]] = defaultdict(list)
    for start, end, node in record["mentions"]:
        # As reading gives the text, whatever the page's own way of writing accents.
        forms[node].append(unicodedata.normalize("NFC", " ".join(text[start:end].split())))
    nodes = []
    for number, (kind, country, optional) in enumerate(record["nodes"]):
        aliases = sorted(set(forms[number]), key=lambda form: (-len(form), form))
        node = {"id": str(number), "name": aliases[0], "type": kind, "country": country, "aliases": aliases}
        nodes.append(node | ({"optional": True} if optional else {}))
    edges = [{"source": str(a), "target": str(b), "type": kind} | ({"optional": True} if optional else {})
             for a, kind, b, optional in record["edges"]]  # fmt: skip
    return {"doc": record["doc"], "lang": record["lang"], "site": record["repository"], "nodes": nodes, "edges": edges}


def records() -> list[dict]:
    """All annotations that are kept."""
    return [json.loads(line) for path in sorted(ANNOTATIONS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def write_texts(clones: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    missing = []
    for record in records():
        text = page(clones, record)
        if text is None:
            missing.append(record["doc"])
            continue
        (out / f"{record['doc']}.txt").write_text(text, encoding="utf-8")
        (out / f"{record['doc']}.json").write_text(json.dumps(gold(record, text), ensure_ascii=False))
    print(f"{len(records()) - len(missing)} texts; without text: {' '.join(missing) or 'none'}")


def write_annotations(texts: Path, clones: Path) -> None:
    by_language: dict[str, list[str]] = defaultdict(list)
    lost = []
    for path in sorted(texts.glob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found = occurrences(text, given["nodes"])
        kept = sorted({node for _, _, node in found})
        new = {given["nodes"][old]["id"]: number for number, old in enumerate(kept)}
        record = {
            "doc": given["doc"], "lang": given["lang"],
            **dict(zip(("repository", "commit", "path", "lines"), given["source_row"], strict=True)),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "nodes": [[n["type"], n["country"], bool(n.get("optional"))] for n in (given["nodes"][i] for i in kept)],
            "mentions": [[start, end, kept.index(node)] for start, end, node in found],
            "edges": [[new[e["source"]], e["type"], new[e["target"]], bool(e.get("optional"))]
                      for e in given["edges"] if e["source"] in new and e["target"] in new],
        }  # fmt: skip
        if (clone(clones, record) / "HEAD").exists() and page(clones, record) is None:
            lost.append(given["doc"])
        by_language[given["lang"]].append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    ANNOTATIONS.mkdir(parents=True, exist_ok=True)
    for language, lines in by_language.items():
        (ANNOTATIONS / f"{language}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, by_language.values()))} documents; cannot be made again: {' '.join(lost) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("texts", "annotations"))
    parser.add_argument("clones", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.stage == "texts":
        write_texts(args.clones, args.folder)
    else:
        write_annotations(args.folder, args.clones)


if __name__ == "__main__":
    main()

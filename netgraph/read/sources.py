"""What there is to read: sources become inputs, each with an id that depends on neither place nor order."""

import glob
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from netgraph.errors import DocumentError
from netgraph.model import Document

Source = str | os.PathLike[str] | Document
EMPTY = "''"  # how a name without a character is shown


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, or one finished document; ``problem`` says why it is not to be opened at all."""

    id: str
    path: Path | None = None
    document: Document | None = None
    named: bool = False  # given by its own name, so read whatever its extension
    problem: DocumentError | None = None


def find_inputs(sources: Iterable[Source]) -> list[Input]:
    """Find all inputs of the sources, sorted by id.

    The id of a file is its path relative to the folder given (or to the fixed part of the glob), with "/";
    a file given by itself has its name. Files whose ids would be equal get as many of their parent folders
    in front as it takes to tell them apart. A file that several sources lead to is one input, and keeps its
    longest id.
    """
    found: dict[Path, Input] = {}
    documents: list[Input] = []
    for source in sources:
        if isinstance(source, Document):
            documents.append(Input(source.id, document=source))
            continue
        for one in _inputs(os.fspath(source)):
            assert one.path is not None
            known = found.get(one.path)
            if known is None or (one.named, len(one.id)) > (known.named, len(known.id)):
                found[one.path] = one
    documents.sort(key=lambda one: (one.id, one.document.text if one.document else ""))
    return sorted(_distinct(documents, found), key=lambda one: one.id)


def _inputs(source: str) -> Iterator[Input]:
    if os.path.isdir(source):
        yield from _walk(Path(source).resolve())
    elif os.path.lexists(source) or not glob.has_magic(source):
        yield _single(source)
    else:
        yield from _matches(source)


def _single(source: str) -> Input:
    """One file by its own name: symbolic links are followed, as the user chose it."""
    problem = None
    if not os.path.lexists(source):  # as it was given: as a path, no name at all would be the working directory
        problem = DocumentError("not_found", f"no such file or folder: {_readable(source) or EMPTY}")
    elif not os.path.exists(source):
        problem = DocumentError("special", "a symbolic link that leads nowhere", skipped=True)
    where = Path(os.path.abspath(source))
    name = _readable(where.name or source) if source else EMPTY
    return Input(name, path=where, named=True, problem=problem)


def _matches(pattern: str) -> Iterator[Input]:
    fixed = Path(*_fixed_parts(pattern)) if _fixed_parts(pattern) else Path()
    root = Path(os.path.abspath(fixed))
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        problem = DocumentError("not_found", f"nothing matches {_readable(pattern)}")
        yield Input(_readable(pattern), path=Path(os.path.abspath(pattern)), named=True, problem=problem)
    for match in matches:
        path = Path(os.path.abspath(match))
        if path.is_dir():
            yield from _walk(path, root=root)
        else:
            yield Input(_relative(path, root), path=path, problem=_special(path, root))


def _fixed_parts(pattern: str) -> list[str]:
    parts: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        parts.append(part)
    return parts


def _walk(folder: Path, *, root: Path | None = None) -> Iterator[Input]:
    """All files below a folder, sorted; hidden ones ignored, links never followed out of the folder or into folders."""
    root = root or folder
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problem = DocumentError("io", f"folder cannot be listed: {error.strerror or error}")
            yield Input(_relative(here, root) + "/", path=here, problem=problem)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            try:
                folder_below = entry.is_dir(follow_symlinks=False)
            except OSError:
                folder_below = False
            if folder_below:
                stack.append(path)
            else:
                yield Input(_relative(path, root), path=path, problem=_special(path, folder))


def _special(path: Path, folder: Path) -> DocumentError | None:
    """Why a directory entry is not a file to open: a link out of the folder or to a folder, a device, a pipe."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            target = path.resolve(strict=True)
            if not target.is_relative_to(folder):
                return DocumentError("special", "a symbolic link that leaves the folder", skipped=True)
            mode = target.stat().st_mode
            if stat.S_ISDIR(mode):
                return DocumentError("special", "a symbolic link to a folder", skipped=True)
    except FileNotFoundError:
        return DocumentError("special", "a symbolic link that leads nowhere", skipped=True)
    except (OSError, RuntimeError):
        return DocumentError("special", "a symbolic link that leads to itself or cannot be followed", skipped=True)
    if not stat.S_ISREG(mode):
        return DocumentError("special", "not a file but a pipe, a socket or a device", skipped=True)
    return None


def _distinct(documents: list[Input], found: dict[Path, Input]) -> list[Input]:
    """Give inputs with equal ids longer ones, from their parent folders, and number what is still equal."""
    files = sorted(found.values(), key=lambda one: str(one.path))
    names = {one.path: one.id for one in files if one.path is not None}
    whole = {path: _whole(path) for path in names}
    reserved = {one.id for one in documents}
    for _ in range(64):
        sharing: dict[str, set[str]] = {}
        for path, name in names.items():
            sharing.setdefault(name, set()).add(whole[path])
        longer = {
            path: _lengthened(whole[path], name)
            for path, name in names.items()
            if len(sharing[name]) > 1 or name in reserved
        }
        if all(names[path] == name for path, name in longer.items()):
            break
        names.update(longer)
    result: list[Input] = []
    used: set[str] = set()
    for one in [*documents, *files]:
        name = base = names[one.path] if one.path is not None else one.id
        number = 2
        while name in used:
            name, number = f"{base}~{number}", number + 1
        used.add(name)
        result.append(Input(name, one.path, one.document, one.named, one.problem))
    return result


def _whole(path: Path) -> str:
    return "/".join(_readable(part) for part in path.parts[1:])


def _lengthened(whole: str, name: str) -> str:
    parts = whole.split("/")
    depth = len(name.rstrip("/").split("/")) + 1
    return "/".join(parts[-depth:]) if depth <= len(parts) else name


def _relative(path: Path, root: Path) -> str:
    return "/".join(_readable(part) for part in path.relative_to(root).parts)


def _readable(name: str) -> str:
    """A file name as valid, printable text in NFC; bytes and characters that are not are shown as escapes."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return unicodedata.normalize("NFC", text)

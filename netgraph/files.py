"""Writing results whole or not at all: a temporary name in the same folder, then moved into place."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netgraph.errors import OutputError


@contextmanager
def replace_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary path beside ``path``; what was written there replaces ``path`` when the block ends well.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    target = Path(path)
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise OutputError(f"{target}: is a folder, expected a file to write")
        temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
        temporary.touch(exist_ok=False)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextmanager
def replace_files(folder: Path) -> Iterator[Path]:
    """Give a temporary folder in ``folder``; when the block ends well, the files written there are moved up together.

    Until then the files that ``folder`` holds stay: after an error they are still of one run.

    Raises:
        OutputError: the folder or one of the files cannot be written.
    """
    stage = folder / f".{secrets.token_hex(4)}.tmp"
    try:
        with _as_output_error(folder):
            stage.mkdir(parents=True)
        try:
            yield stage
        except OutputError as error:  # names the file where it was to be in the end
            raise OutputError(str(error).replace(str(stage), str(folder))) from error
        with _as_output_error(folder):
            names = sorted(path.name for path in stage.iterdir())
            for name in names:
                if (folder / name).is_dir():
                    raise OutputError(f"{folder / name}: is a folder, expected a file to write")
            for name in names:
                os.replace(stage / name, folder / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write ``text`` to ``path`` in one piece; what is no character, such as half of a pair, becomes "?"."""
    write_bytes(path, text.encode(errors="replace"))


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """Write ``content`` to ``path`` in one piece."""
    with replace_file(path) as temporary:
        temporary.write_bytes(content)

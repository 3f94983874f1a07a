"""A program of its own that prints the lines of a PDF file, one page a line of JSON; nothing of netgraph is loaded.

A PDF parser is native code that reads what strangers wrote: it runs in a process with bounds of time and memory, and
what it printed before it ended counts. Standard input is the file; the argument is the most characters to print.

Each page is a list of lines ``[pieces, top, size]``: the pieces ``[text, left]`` stand apart like the cells of a table;
places on the page and the size of the type of its first letter are in points. The first thing printed is
``{"pages": number, "title": text}`` or ``{"error": code}``.
"""

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

Line = tuple[list[tuple[str, float]], float, float]
NEWLINE, SPACE, HYPHEN = 10, 32, 2  # the last stands for one at the end of a line
APART = 0.8  # of the size of type: a wider gap parts two pieces of a line
RAISED = 0.5  # of the size of type: what stands no higher or lower than this on its right is of the same line
EVEN = 3  # gaps between words of one width, for a line that is no row of a table
PIECES = 60  # of a line
SECONDS, BYTES = 60, 2 << 30  # of the processor; of address space
PASSWORD = 4  # pdfium's number for a file that asks for one


def main() -> None:
    """Read the file and print what it says."""
    set_bounds()
    import pypdfium2 as pdfium

    left = int(sys.argv[1])
    try:
        file = pdfium.PdfDocument(sys.stdin.buffer.read())
        count = len(file)
    except pdfium.PdfiumError as error:
        say({"error": "encrypted" if getattr(error, "err_code", None) == PASSWORD else "pdf_broken"})
        return
    say({"pages": count, "title": str(file.get_metadata_dict().get("Title", ""))})
    for number in range(count):
        try:
            page = file[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            say({"error": "page"})
            continue
        say(list(lines_of(text, page.get_height())))
        left -= text.count_chars()
        text.close()
        page.close()
        if left < 0:
            say({"error": "text_limit"})
            return


def lines_of(text: Any, height: float) -> Iterator[Line]:
    """The lines of a page, top down as the file has them."""
    import pypdfium2.raw as raw

    edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top of a letter
    left, right, _, top = edges
    pieces: list[tuple[list[str], float]] = []
    gaps: list[float] = []
    end = line_top = size = base = 0.0
    broken = measured = False  # the parser ended the line; a letter, no sign or number, told its size
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == NEWLINE:
            broken = True
        elif code <= SPACE and code != HYPHEN:
            if pieces:
                pieces[-1][0].append(" ")
        else:
            raw.FPDFText_GetCharBox(text, index, *edges)
            # The parser ends lines before what is raised, such as the number of a note, and behind it.
            if broken and not (left.value >= end and abs(_base(text, index) - base) <= RAISED * size):
                if pieces:
                    yield _joined(pieces, gaps, size), line_top, size
                pieces, gaps, measured = [], [], False
            elif broken and pieces:
                pieces[-1][0].append(" ")
            broken = False
            if not measured:
                measured = chr(code).isalpha()
                if measured or not pieces:
                    line_top, size, base = height - top.value, _size(text, index), _base(text, index)
            if pieces and pieces[-1][0][-1] == " ":
                gaps.append(left.value - end)
            if not pieces or (left.value - end > APART * size and len(pieces) < PIECES):
                pieces.append(([], left.value))
            pieces[-1][0].append(chr(code))
            end = right.value
    if pieces:
        yield _joined(pieces, gaps, size), line_top, size


def _joined(pieces: list[tuple[list[str], float]], gaps: list[float], size: float) -> list[tuple[str, float]]:
    """The pieces of a line; one alone where all words are as far apart, as in lines that fill a narrow column."""
    said = [("".join(letters), start) for letters, start in pieces]
    if len(gaps) >= EVEN and max(gaps) - min(gaps) <= (1 - APART) * size:
        return [("".join(text for text, _ in said), said[0][1])]
    return said


def _size(text: Any, index: int) -> float:
    """The size of a letter as it is seen: many programs write type of size 1 and enlarge it."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    enlarged = math.hypot(matrix.b, matrix.d) if raw.FPDFText_GetMatrix(text, index, matrix) else 1.0
    return float(raw.FPDFText_GetFontSize(text, index) * enlarged)


def _base(text: Any, index: int) -> float:
    """How high the line stands that a letter stands on."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def set_bounds() -> None:
    """Let the system end this process when it takes too much, where it can."""
    try:
        import resource
    except ImportError:  # not on Windows: there the caller's clock alone bounds it
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(what: object) -> None:
    """Print one line of JSON at once, so that it counts whatever happens next."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

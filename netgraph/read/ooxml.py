"""The archive of an office document: only the parts that hold text are unpacked, in memory and within bounds."""

import zipfile
import zlib
from io import BytesIO
from types import TracebackType

from lxml import etree

from netgraph.errors import DocumentError
from netgraph.read.reading import title_of_file

MEMBERS, EXPANDED, RATIO = 2_000, 50_000_000, 300  # files; bytes of what is read; to those in the archive
_CORE = "docProps/core.xml"
# What the strict form of the format calls its elements, and what all others do.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip


class Archive:
    """The parts of an office document by their names; close it, or use it in a ``with`` statement.

    Args:
        data: the file.

    Raises:
        DocumentError: ``zip_broken`` or ``zip_budget``.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError) as error:
            raise DocumentError("zip_broken", f"the file is damaged: {error}") from None
        listed = self._zip.infolist()
        self.names = frozenset(one.filename for one in listed)
        self._left = EXPANDED
        if len(listed) > MEMBERS:
            raise DocumentError("zip_budget", f"the archive holds {len(listed):,} files; the limit is {MEMBERS:,}")
        if len(self.names) < len(listed):
            raise DocumentError("zip_broken", "the archive holds two files of one name")

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is none; bytes are counted as they come, whatever the archive says.

        Raises:
            DocumentError: ``zip_broken``, ``zip_budget``, ``xml_dtd`` or ``encrypted``.
        """
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise DocumentError("encrypted", "the document is protected by a password; save it without one")
        most = min(self._left, RATIO * max(info.compress_size, 10_000))
        try:
            with self._zip.open(info) as part:
                content = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DocumentError("zip_broken", f"{name} in it is damaged: {error}") from None
        if len(content) > most:
            raise DocumentError("zip_budget", f"{name} in it grows beyond {most:,} bytes when it is unpacked")
        self._left -= len(content)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or "<!DOCTYPE".encode("utf-16-le") in content:
            raise DocumentError("xml_dtd", f"{name} in it defines a document type, as no office document does")
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentError("zip_broken", f"{name} in it is damaged: {error}") from None

    def title(self) -> str | None:
        """The title among the properties of the document."""
        core = self.part(_CORE)
        fields = (one for one in core if isinstance(one.tag, str)) if core is not None else ()
        return next((title_of_file(one.text or "") for one in fields if etree.QName(one).localname == "title"), None)

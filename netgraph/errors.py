"""The errors that netgraph raises: one base class, one child a cause that a caller treats differently."""


class NetgraphError(Exception):
    """Base of all errors that netgraph raises on purpose."""


class DocumentError(NetgraphError):
    """One document cannot be used: it is skipped or failed, counted and listed.

    Args:
        code: short machine-readable reason, such as ``empty`` or ``not_text``.
        message: what was found and what was expected, for people.
        skipped: true when the input is not meant to be read at all (empty, a device), false when it failed.
    """

    def __init__(self, code: str, message: str, *, skipped: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.skipped = skipped


class SetupError(NetgraphError):
    """Settings, options or an optional library are wrong; the message names the cure."""


class InputError(NetgraphError):
    """No input could be used at all, or a file given to read back is not what it should be."""


class OutputError(NetgraphError):
    """A result cannot be written where it was asked for."""

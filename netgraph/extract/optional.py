"""Imports a library that only some users have, or says how to get it."""

import importlib
from types import ModuleType

from netgraph.errors import SetupError


def require(library: str, extra: str) -> ModuleType:
    """The library, imported.

    Args:
        library: its import name.
        extra: the extra of this package that brings it.

    Raises:
        SetupError: it is missing or broken.
    """
    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise SetupError(
            f"this extractor needs {library} ({error}); install it with: pip install 'stakeholder-netgraph[{extra}]'"
        ) from error

"""Print a command of the README: the code block under the heading that names it.

    python tools/readme_command.py "main job"
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
NAMES = {"main job": "Install and run", "tests": "Install the test needs and run all tests"}


def command(name: str) -> str:
    """The command as one line."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"{re.escape(NAMES[name])}:?\n\n```sh\n(.+?)\n```", text, re.DOTALL)
    if found is None:
        raise SystemExit(f"README.md: no command under {NAMES[name]!r}")
    return found[1]


if __name__ == "__main__":
    print(command(sys.argv[1]))

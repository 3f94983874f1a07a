"""One self-contained page: template, inlined scripts and styles, data as JSON, a policy that allows nothing else."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .palette import DARK, LIGHT, Theme, variables
from .words import Words

VENDOR = "vendor/vis-network@10.1.5/vis-network.min.js"
# vis-network adds its style sheets when it loads: n(".vis-…{…}"). Each must be allowed by its hash.
_INJECTED = re.compile(r"""[;,}]\w\((["'])((?:(?!\1)[^\\])*\{(?:(?!\1)[^\\])*)\1\)""")


def make_page(
    template: str, words: Words, context: Mapping[str, Any], *, scripts: Sequence[str], styles: Sequence[str],
    data: Mapping[str, Any] | None = None, vendor: bool = False,
) -> str:  # fmt: skip
    """The whole page as text.

    Args:
        template: name of the template.
        words: the reader's language.
        context: what the template lays out.
        scripts: names of own script files under ``static``; they run as one.
        styles: names of own style sheets under ``static``.
        data: what the scripts read; put into the page as JSON.
        vendor: whether vis-network is inlined before the own scripts.
    """
    sources = [_vendor()] if vendor else []
    sources.append('"use strict";\n(function () {\n' + "\n".join(map(_static, scripts)) + "\n})();\n")
    style = theme_css() + "\n".join(map(_static, styles))
    # vis-network puts each style element into the page empty and fills it then: the empty one is checked, too.
    hashes = [_hash(style), *((_hash(""), *_vendor_styles()) if vendor else ())]
    policy = "; ".join((
        "default-src 'none'", "script-src " + " ".join(map(_hash, sources)), "style-src " + " ".join(hashes),
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip
    return _environment(words.language).get_template(template).render(
        **context, **words.jinja(), words=words, policy=policy, style=Markup(style),
        sources=[Markup(source) for source in sources], data=Markup(island(data or {})),
    )  # fmt: skip


def island(data: Mapping[str, Any]) -> str:
    """JSON that is safe inside a script element: no character in it can end the element or open another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def theme_css() -> str:
    """Both themes as custom properties: what the system asks for, unless the reader chose."""
    light, dark = _block(LIGHT), _block(DARK)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
    )


def _block(theme: Theme) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables(theme).items())


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    words = Words(language)

    def plural(one: str, many: str, number: int) -> str:
        # Jinja would put the bare number in: 3584 instead of 3,584.
        return words.plural(one, many, number).replace("%(num)s", words.number(number))

    environment.install_gettext_callables(words.text, plural, newstyle=True)  # type: ignore[attr-defined]
    return environment


@cache
def _static(name: str) -> str:
    return (resources.files(__package__) / "static" / name).read_text(encoding="utf-8")


@cache
def _vendor() -> str:
    source = _static(VENDOR)
    if re.search(r"</script|<!--", source, re.IGNORECASE):
        raise ValueError(f"{VENDOR} cannot stand inside a page")
    # The source map is not shipped; a browser's developer tools would ask for it.
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", source)


@cache
def _vendor_styles() -> tuple[str, ...]:
    return tuple(_hash(match.group(2)) for match in _INJECTED.finditer(_vendor()))


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

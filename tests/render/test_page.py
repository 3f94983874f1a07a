"""What every page promises: one file, a policy, inert data, the same bytes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from netgraph import render
from netgraph.errors import OutputError, SetupError
from netgraph.render.page import island
from netgraph.render.palette import COUNTRY_COLOURS, DARK, LIGHT, contrast, country_colours

STATIC = Path(render.__file__).parent / "static"
PAGES = {"map": render.map_html, "report": render.report_html}


@pytest.fixture(params=sorted(PAGES))
def page(request):
    return PAGES[request.param]


def test_policy_allows_only_scripts_and_styles_by_hash(page, network):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page(network)).group(1)
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_page_names_no_outside_resource(page, network):
    html = re.sub(r"<script>.*?</script>", "", page(network), flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", html)
    assert not re.search(r"url\(|@import", html)


def test_page_has_no_inline_handler_and_no_style_attribute(page, hostile):
    html = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page(hostile), flags=re.DOTALL)
    tags = re.findall(r"<[a-zA-Z][^<>]*>", re.sub(r"&[a-z#0-9]+;", "", html))
    assert not [tag for tag in tags if re.search(r"\son\w+\s*=|\sstyle\s*=", re.sub(r'"[^"]*"', '""', tag))]


def test_hostile_names_stand_as_text_only(page, hostile):
    html = page(hostile)
    assert "<img src=x" not in html
    assert "<script>window" not in html
    assert html.count("</script>") == html.count("<script")
    assert "\u202e" not in html


def test_island_escapes_what_could_end_it():
    text = island({"a": "</script><!--&\u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!--&\u2028"}


def test_own_scripts_make_no_markup_from_text():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser")
    for path in STATIC.rglob("*.js"):
        if "vendor" not in path.parts:
            assert not forbidden.search(path.read_text(encoding="utf-8")), path


def test_templates_never_switch_escaping_off():
    for path in (STATIC.parent / "templates").iterdir():
        assert not re.search(r"\|\s*safe|autoescape", path.read_text(encoding="utf-8")), path


def test_links_lead_to_places_that_exist(network):
    html = render.report_html(network)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_same_network_gives_same_bytes_whatever_the_hash_seed(shared_script):
    outputs = {shared_script(seed) for seed in ("0", "1", "77")}
    assert len(outputs) == 1


@pytest.fixture
def shared_script():
    def run(seed):
        code = (
            "import hashlib; from tests.render.conftest import *; from netgraph import render\n"
            "net = network._get_wrapped_function()()\n"
            "pages = render.map_html(net) + render.report_html(net, language='pl')\n"
            "print(hashlib.sha256(pages.encode()).hexdigest())"
        )
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run([sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed, "PATH": ""},
                              capture_output=True, text=True, check=True)  # fmt: skip
        return done.stdout

    return run


def test_order_of_input_does_not_matter(page, network):
    turned = type(network)(network.records[::-1], network.entities[::-1], network.relations[::-1])
    assert page(network) == page(turned)


@pytest.mark.parametrize("options", [{"language": "xx"}, {"people": "hide"}])
def test_unknown_option_is_a_setup_error(page, network, options):
    with pytest.raises(SetupError):
        page(network, **options)


def test_unwritable_place_is_an_output_error(network, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        render.render_map(network, tmp_path / "file" / "map.html")


def test_empty_network_gives_pages_that_say_so(page):
    from netgraph.network import Network

    html = page(Network())
    assert "<h1" in html


def test_file_is_small(network):
    assert len(render.map_html(network).encode()) < 900_000
    assert len(render.report_html(network).encode()) < 150_000


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_reach_contrast(theme):
    for ground in (theme.page, theme.card):
        for text in (theme.ink, theme.quiet, theme.accent, theme.crossing):
            assert contrast(text, ground) >= 4.5, (text, ground)
        marks = (theme.organisation, theme.person, theme.initiative, theme.other, *theme.countries)
        assert [mark for mark in marks if contrast(mark, ground) < 3] == []
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for marked in (theme.source, theme.target, theme.tint, *theme.heat[:3]):
        assert contrast(theme.ink, marked) >= 4.5, marked


@pytest.mark.parametrize("options", [{}, {"language": "sv", "people": "pseudonym", "title": "Norr"}])
def test_both_pages_together_are_the_same_as_one_by_one(options, network, tmp_path):
    render.render_pages(network, tmp_path / "both", **options)
    render.render_map(network, tmp_path / "map.html", **options)
    render.render_report(network, tmp_path / "report.html", **options)
    for name in ("map.html", "report.html"):
        assert (tmp_path / "both" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_countries_have_colours_of_their_own_and_keep_them():
    most = country_colours(["PL", "SE", "DE", "XX", "LT", "FI", "DK", "LV", "EE"])
    assert len(set(most.values())) == len(most) == COUNTRY_COLOURS
    assert "EE" not in most
    fewer = country_colours(["DE", "SE", "PL"])
    assert {code: most[code] for code in fewer} == fewer

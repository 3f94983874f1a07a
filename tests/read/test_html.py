"""Pages give their main text: lists of partners and tables stay, the frame of the site goes."""

import pytest

from netgraph.read.html import read_html

P = "The city of Lund signed an agreement with the University of Szczecin in May, and the region pays for it."

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Two cities, one school | The Region</title>
<meta property="article:published_time" content="2021-03-09T10:00:00+01:00">
<link rel="canonical" href="https://region.example/news/school">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": "Script Author Ltd"}}</script>
<style>.x {{ content: "Style Ltd" }}</style></head>
<body class="has-sidebar menu-open">
<div id="cookie-bar">This site uses cookies of Cookie Ltd. <button>I agree</button></div>
<header><a href="/">The Region</a><nav><ul><li><a href="/">Start</a></li><li><a href="/n">Nav Ltd</a></li></ul></nav>
</header>
<div class="breadcrumb"><a href="/">Start</a> &gt; <a href="/n">Crumb Ltd</a></div>
<main><article><h1>Two cities, one school</h1><p class="date">9 March 2021</p>
<p>{P} It is called <b>Malm&ouml; and Greifs&shy;wald</b>.</p>
<p>The first year ends in June.<br>Contact: the office.</p>
<noscript>No Script Ltd</noscript><svg><text>Vector Ltd</text></svg>
<h2>Project partners</h2>
<ul><li><a href="/partner/1">Lund University</a></li>
<li><a href="https://usz.example">University of Szczecin</a></li></ul>
<div class="logos"><a href="https://w.example"><img src="w.png" alt="Logo WITENO GmbH"></a>
<img src="b.jpg" alt="b_logo_2020.png"><img alt="IHK Neubrandenburg logo"></div>
<h2>Money</h2>
<table><tr><th>Partner</th><th>Country</th></tr><tr><td>City of Lund</td><td>SE</td></tr>
<tr><td>Stadt Greifswald</td><td>DE</td></tr></table>
<p>{P}</p>
<p>Photo: Paula Picture</p>
<section><h2>Related news</h2><div><a href="/1">Teaser Ltd opens a shop</a></div><div><a href="/2">Other Ltd</a></div>
</section></article></main>
<aside><h3>Latest</h3><ul><li><a href="/3">Aside Ltd</a></li></ul></aside>
<div class="modal" style="display:none"><p>Subscribe to the letter of Modal Ltd</p></div>
<footer><ul><li><a href="/p">Privacy</a></li></ul><p>© 2021 Footer Ltd</p></footer></body></html>"""


def kinds(source):
    reading = read_html(source)
    return [(one.kind, reading.text[one.start : one.end]) for one in reading.paragraphs]


def test_a_page_gives_its_article_with_lists_tables_and_logos():
    assert kinds(PAGE) == [
        ("heading", "Two cities, one school"),
        ("text", "9 March 2021"),
        ("text", f"{P} It is called Malmö and Greifswald."),
        ("text", "The first year ends in June."),
        ("text", "Contact: the office."),
        ("heading", "Project partners"),
        ("item", "Lund University"),
        ("item", "University of Szczecin"),
        ("item", "WITENO GmbH"),
        ("item", "IHK Neubrandenburg"),
        ("heading", "Money"),
        ("row", "Partner | Country"),
        ("row", "City of Lund | SE"),
        ("row", "Stadt Greifswald | DE"),
        ("text", P),
    ]


SPANNED = """<table><tr><th>Project</th><th>Partner</th><th>Country</th></tr>
<tr><td rowspan="2">Blue</td><td>Town of Lund</td><td>SE</td></tr><tr><td>City of Turku</td><td>FI</td></tr>
<tr><td>Green</td><td><p>University of Riga</p><p>City of Riga</p></td><td></td></tr>
<tr><td colspan="2" rowspan="2">Both</td><td>x</td></tr><tr><td>y</td></tr><tr><td> </td><td></td><td></td></tr>
<tr><td colspan="99999999999" rowspan="-1">all</td></tr></table>"""


def test_cells_stay_in_their_columns():
    rows = [text for kind, text in kinds(f"<html><body><p>{P}</p>{SPANNED}</body></html>") if kind == "row"]
    assert rows[:-1] == [
        "Project | Partner | Country", "Blue | Town of Lund | SE", "Blue | City of Turku | FI",
        "Green | University of Riga; City of Riga | –", "Both | – | x", "Both | – | y",
    ]  # fmt: skip
    assert rows[-1].startswith("all | – | –")


def test_a_page_says_its_title_date_and_address():
    reading = read_html(PAGE)
    assert (reading.title, reading.date, reading.url) == (
        "Two cities, one school", "2021-03-09", "https://region.example/news/school",
    )  # fmt: skip
    assert "Ltd" not in reading.text


@pytest.mark.parametrize(
    ("head", "body", "title", "date"),
    [
        ("<title>School opened - The Region</title>", "", "School opened", None),
        ("<meta property='og:title' content='School'><title>X | Y</title>", "", "School", None),
        ("<title>X</title>", "<h1>School</h1>", "School", None),
        ("", "<time datetime='2020-05-06T01:02'>yesterday</time>", None, "2020-05-06"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2020-05-06"}]}</script>', "", None,
         "2020-05-06"),
        ('<script type="application/ld+json">{"broken</script>', "", None, None),
        ("<meta name='DC.date.issued' content='2020-05-06'>", "", None, "2020-05-06"),
    ],
)  # fmt: skip
def test_title_and_date_come_from_where_pages_put_them(head, body, title, date):
    reading = read_html(f"<html><head>{head}</head><body>{body}<p>{P}</p></body></html>")
    assert (reading.title, reading.date) == (title, date)


def test_old_pages_laid_out_with_tables_keep_their_text_and_lose_the_menu():
    page = f"""<html><body><table><tr><td><a href=a>Home</a><br><a href=b>News</a><br><a href=c>Links</a></td>
    <td><h2>Network</h2><p>{P}<p>{P}<p>{P}<p>Members:<ul><li>Sparkasse Görlitz<li>Stadtwerke Görlitz</ul>
    </td></tr></table>"""
    assert kinds(page) == [
        ("heading", "Network"), ("text", P), ("text", P), ("text", P), ("text", "Members:"),
        ("item", "Sparkasse Görlitz"), ("item", "Stadtwerke Görlitz"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Partnerzy", "Medlemmar", "Konsortium", "Kumppanit", "Our sponsors", "Mitglieder"])
def test_a_list_of_partners_that_is_all_links_stays_even_beside_the_article(heading):
    page = f"""<body><div class=content><p>{P}<p>{P}<p>{P}</div>
    <div class=box><h3>{heading}</h3><a href=/1>Lund University</a><br><a href=/2>Malmö stad</a></div></body>"""
    text = read_html(page).text
    assert "Lund University" in text
    assert "Malmö stad" in text


def test_lists_of_links_to_other_pages_after_the_article_go():
    page = f"""<body><div class=content><h1>Title</h1><p>{P}<p>{P}<p>{P}</div><div class=box><h3>Topics</h3>
    <a href=/1>Other Ltd</a><br><a href=/2>Another Ltd</a><br><a href=/3>Third Ltd</a></div></body>"""
    assert "Ltd" not in read_html(page).text


def test_cards_after_the_article_go():
    card = "<div><h3><a href=/{n}>Other Ltd number {n}</a></h3><p>This firm is said to open a shop in Lund.</p></div>"
    page = f"<body><main><h1>Title</h1><p>{P}<p>{P}<p>{P}</p>{card.format(n=1)}{card.format(n=2)}</main></body>"
    assert "Ltd" not in read_html(page).text


def test_a_page_of_cards_alone_keeps_them():
    card = "<div><h3><a href=/{n}>Other Ltd number {n}</a></h3><p>{p}</p></div>"
    page = f"<body><main>{card.format(n=1, p=P)}{card.format(n=2, p=P)}</main></body>"
    assert read_html(page).text.count("Ltd") == 2


@pytest.mark.parametrize("name", ["content has-sidebar", "post share-buttons-on", "entry no-share", "page with-menu"])
def test_a_name_that_misleads_does_not_cost_the_article(name):
    page = f"<body><div class='{name}'><h1>Title</h1><p>{P}<p>{P}</div></body>"
    assert read_html(page).text.count(P) == 2


def test_a_folded_panel_stays_and_a_hidden_notice_goes():
    page = f"""<body><main><p>{P}</p><p>{P}</p><div class="accordion-panel" hidden><p>Lund University</p></div>
    <div hidden><p>Hidden Ltd</p></div></main></body>"""
    text = read_html(page).text
    assert "Lund University" in text
    assert "Hidden Ltd" not in text


def test_labels_that_only_looks_keep_apart_get_a_space():
    page = f"<body><p>{P}</p><p><span>Lead partner</span><span>Region Skåne</span></p><p>Digi<b>Tri</b></p></body>"
    assert "Lead partner Region Skåne" in read_html(page).text
    assert "DigiTri" in read_html(page).text


@pytest.mark.parametrize("depth", [250, 300, 1000, 2500, 20_000])
def test_deep_nesting_loses_no_text(depth):
    page = f"<body><h1>Title</h1>{'<div>' * depth}<p>The innermost text of all.</p>{'</div>' * depth}<p>{P}</p></body>"
    reading = read_html(page)
    assert "The innermost text of all." in reading.text
    assert P in reading.text
    assert any(note.startswith("deep_nesting") for note in reading.notes) == (depth > 2000)


def test_xhtml_with_an_empty_script_element_keeps_its_text():
    page = f"""<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>
    <script src="a.js"/></head><body><p>{P}</p></body></html>"""
    assert P in read_html(page).text


def test_a_headline_of_two_lines_is_one():
    page = "<html><body><main><h1>Networks<br>in Kiel</h1><p>The town of Lund.</p></main></body></html>"
    assert read_html(page).title == "Networks in Kiel"

"""Files to pages: every dialect, every refusal, offsets that stay true, contact data that stays out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from oimgraph.errors import InputError, Refusal
from oimgraph.lexicon import lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.sentences import sentences
from oimgraph.sources import from_text, read
from oimgraph.sources.files import walk
from oimgraph.sources.html import article
from oimgraph.sources.language import detect

EXAMPLES = sorted((ROOT / "examples").iterdir())
BODY = "Les autorités du Togo et les partenaires se sont réunis pour parler de la lutte contre la traite des personnes."


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    page = read(path)
    spans = (page.title, *page.body)
    assert page.language == path.stem[:2]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(page.text) == span.of(page.text).strip() != "" for span in spans)
    words = " ".join(span.of(page.text) for span in spans)
    assert not re.search(r"@|\+\d[\d .()-]{7,}|mailto:", words)
    assert "1951" not in words, "a fact of the navigation"


def test_kinds_of_the_examples() -> None:
    kinds = {path.stem: read(path).kind for path in EXAMPLES}
    assert {stem for stem, kind in kinds.items() if kind == "project-page"} == {
        stem for stem in kinds if re.search(r"-(?:projet|project|proyecto)-", stem)
    }


def test_fields_of_both_dialects() -> None:
    for stem, label, value in (
        ("fr-projet-donnees-sur-la-traite", "Date de début", "2023"),
        ("fr-projet-retour-volontaire-chine", "Date de début", "2019"),
    ):
        page = read(ROOT / "examples" / f"{stem}.txt")
        told = {field.label.of(page.text): field.value.of(page.text) for field in page.fields}
        assert told[label] == value


def test_html_tells_address_date_and_translations() -> None:
    page = read(ROOT / "examples" / "fr-togo-accord.html")
    assert page.url.endswith("/le-togo-et-loim-unissent-leurs-efforts-contre-la-traite")
    assert page.published == "2019-03-12"
    assert page.translations == ("https://www.example.int/news/togo-and-iom-join-forces-against-trafficking",)
    assert "Données et recherche" not in page.text


def test_html_fields_become_fields_of_the_page() -> None:
    html = f"""<html><body><main><h1>Lutter contre la traite au Togo</h1>
    <div class="field--name-x"><div class="field__label">Date de début</div><div class="field__item">2019</div></div>
    <div class="field--name-y"><div class="field__label">Projet ID</div><div class="field__item">CT.0001</div></div>
    <article><p>{BODY}</p><p>{BODY}</p></article></main></body></html>"""
    page = from_text(article(html, "x.html").text, "x", "x.html")
    assert page.kind == "project-page"
    assert [field.value.of(page.text) for field in page.fields] == ["2019", "CT.0001"]


REFUSED = {
    "empty": b" \n ",
    "binary": bytes(range(256)) * 30,
    "nul": b"Bonjour\x00" * 50 + b"\xff",
    "too large": b"a" * 5_000_001,
    "german": b"Die Organisation hat mit der Regierung einen neuen Vertrag gegen den Handel geschlossen. " * 5,
    "portuguese": "A organização assinou ontem com o governo um acordo contra o tráfico de pessoas. ".encode() * 5,
    "italian": b"Il governo e l'organizzazione hanno firmato ieri un accordo contro la tratta di esseri umani. " * 5,
    "arabic": "وقعت المنظمة اتفاقا مع الحكومة لمكافحة الاتجار بالأشخاص. ".encode() * 5,
    "navigation only": b"-\nWho we are\nOur Work\n- Data and Research\n- 2030 Agenda\n",
    "deep html": b"<html><body>" + b"<div>" * 1000 + b"text" + b"</div>" * 1000,
    "html without article": b"<html><body><nav>Menu</nav></body></html>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(REFUSED[name])
    with pytest.raises(Refusal) as refused:
        read(path)
    assert refused.value.what
    assert refused.value.name == "page.txt"


def _of_bytes(size: int) -> bytes:
    page = f"<!doctype html><html><body><main><h1>Réunion à Lomé</h1><article><p>{BODY}</p><p>{BODY}</p></article><!--"
    return page.encode().ljust(size - 3, b"-") + b"-->"


def _of_characters(size: int) -> bytes:
    return f"Réunion à Lomé\n\n{BODY}\n\n".ljust(size, "é").encode()


def _of_depth(depth: int) -> bytes:
    return f"<html><body>{'<div>' * (depth - 3)}<h1>Réunion à Lomé</h1><p>{BODY}</p><p>{BODY}</p>".encode()


@pytest.mark.parametrize(("made", "most", "reason"), [
    (_of_bytes, 5_000_000, "larger than 5,000,000 bytes"), (_of_depth, 400, "more than 400 elements deep"),
    (_of_characters, 100_000, "more than 100,000 characters"),
])
def test_a_page_may_be_so_large_and_no_larger(
    made: Callable[[int], bytes], most: int, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(made(most))
    assert BODY in read(path).text
    path.write_bytes(made(most + 1))
    with pytest.raises(Refusal, match=reason):
        read(path)


def test_a_sentence_without_an_end_is_cut() -> None:
    page = from_text(f"Réunion à Lomé\n\n{BODY[:-1]}{', et la traite' * 400}\n", "x", "x.txt")
    _, *parts = sentences(page, fold(page.text), lexicon("fr"))
    assert [len(span.of(page.text)) for span in parts[:-1]] == [2_000] * (len(parts) - 1)
    assert "".join(span.of(page.text) for span in parts) == page.body[0].of(page.text)
    assert len(parts) == 3


def test_windows_and_utf16_files_are_read(tmp_path: Path) -> None:
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(f"Réunion à Lomé\n\n{BODY}\n".encode(encoding))
        assert read(path).title.of(read(path).text) == "Réunion à Lomé"


def test_links_pipes_and_loops_are_refused_and_never_opened(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(f"Réunion à Lomé\n\n{BODY}\n", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(good)
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(walk([tmp_path]))
    assert [path for path in found if isinstance(path, Path)] == [good]
    assert sorted(page.name for page in found if isinstance(page, Refusal)) == ["b.txt", "loop", "pipe.txt"]


def test_a_missing_path_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(walk([tmp_path / "nothing"]))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_page_or_a_refusal(text: str) -> None:
    try:
        page = from_text(f"Réunion à Lomé\n\n{BODY}\n{text}", "x", "x.txt")
    except Refusal:
        return
    spans = (page.title, *page.body)
    assert all(0 <= span.start < span.end <= len(page.text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_language_of_short_and_empty_texts() -> None:
    assert detect("") == ""
    assert detect("Lomé 2019") == ""
    assert detect(BODY) == "fr"


UNKNOWN_LABEL = {
    "bullets": "Posts\n\n  • Start Date\n    2014\n\n  • Weather\n    Rainy\n\n  • Projects ID\n    IB.0333\n\n",
    "dashes": "Posts\n-\nStart Date\n2014\n-\nWeather\nRainy\n-\nProjects ID\nIB.0333\n",
}


@pytest.mark.parametrize("text", UNKNOWN_LABEL.values(), ids=UNKNOWN_LABEL.keys())
def test_a_label_that_nobody_knows_ends_no_block_of_fields(text: str) -> None:
    page = from_text(text + "IOM trains the border guards of Ghana at three posts in the north.\n", "page", "page")
    found = {field.label.of(page.text): field.value.of(page.text) for field in page.fields}
    assert found == {"Start Date": "2014", "Weather": "Rainy", "Projects ID": "IB.0333"}
    assert page.kind == "project-page"


@pytest.mark.parametrize("bullet", ["-", "  •", "*"])
def test_a_bullet_may_have_a_line_of_its_own(bullet: str) -> None:
    fields = f"Posts\n\n{bullet}\n    Start Date\n    2014\n{bullet}\n    Projects ID\n    IB.0333\n\n"
    text = fields + "IOM trains the border guards of Ghana at three posts in the north.\n"
    page = from_text(text, "page", "page")
    assert [field.value.of(page.text) for field in page.fields] == ["2014", "IB.0333"]
    assert [span.of(page.text)[:10] for span in page.body] == ["IOM trains"]


def test_the_labels_of_a_sheet_may_have_bullets() -> None:
    sheet = "Des puits pour Zinder\n\n  • Durée\n    mai 2009 – mars 2010\n  • Budget\n    64 000 euros\n\n"
    body = "Résumé\n\nL’OIM et les maires de la région ont creusé des puits avec les migrants de retour.\n"
    assert from_text(sheet + body, "page", "page").kind == "project-page"


def test_a_list_below_the_fields_is_no_field() -> None:
    fields = "Posts\n-\nStart Date\n2014\n-\nProjects ID\nIB.0333\n-\n"
    text = fields + "Training\nIOM trains the border guards of Ghana at three posts in the north.\n"
    page = from_text(text, "page", "page")
    assert [field.label.of(page.text) for field in page.fields] == ["Start Date", "Projects ID"]


def test_a_menu_without_the_marker_at_its_end_is_left_out() -> None:
    text = "-\nQuiénes somos\nSobre nosotros\n- Dónde operamos\n-\nActúa\n- Datos e investigación\nUna ley nueva\n"
    page = from_text(text + "La OIM y el Ministerio del Interior formaron a los fiscales del país.\n", "page", "page")
    assert page.title.of(page.text) == "Una ley nueva"


_WRAPPED = """\
Nurses and Builders of the North to Get Advice under a New
Accord
The State Committee for Migration and the Federation of Trade
Unions have signed an agreement which will open advice centres
for labour migrants in three provinces of the south.
"""


def test_a_title_that_is_cut_to_the_width_of_the_page() -> None:
    """It goes on in the second line, which is not full; a full line is the first of the body."""
    page = from_text(_WRAPPED, "page", "page")
    assert page.title.of(page.text).splitlines() == _WRAPPED.splitlines()[:2]
    assert page.body[0].of(page.text).startswith("The State Committee")
    whole = from_text(_WRAPPED.replace("Accord\n", ""), "page", "page")
    assert whole.title.of(whole.text) == _WRAPPED.partition("\n")[0]
    assert whole.body[0].of(whole.text).startswith("The State Committee")


@pytest.mark.parametrize(("first", "title"), [
    ("Judges trained in Lomé  Lomé, 3 May 2019 - ", "Judges trained in Lomé"),
    ("Judges trained Lomé, 3 May 2019 - ", "Judges trained Lomé, 3 May 2019"),
    ("- - Judges trained in Lomé - Lomé, 3 May 2019. ", "- - Judges trained in Lomé"),
    ("Judges were trained in Lomé. They came from Togo. ", "Judges were trained in Lomé."),
])
def test_a_page_without_line_breaks_has_a_title_and_a_body(first: str, title: str) -> None:
    text = first + "IOM held a workshop on trafficking in persons for thirty judges of the country. " * 6
    page = from_text(text, "page", "page.txt")
    assert page.title.of(text) == title
    assert [span.end for span in page.body] == [len(text.rstrip())]
    assert not page.title.overlaps(page.body[0])


def test_a_line_without_an_end_is_no_title() -> None:
    page = from_text("x" * 1000 + f"\n{BODY}", "page", "page.txt")
    assert (page.title.end, page.body[0].start) == (400, 400)


def test_a_long_title_does_not_hide_that_lines_are_cut() -> None:
    """A hard-wrapped press release without a dateline is no page of information, however long its title."""
    paragraph = "\n".join(_WRAPPED.splitlines()[2:])
    title = "Two Islands of the Windward Group Register Displaced Families ahead of the Hurricane Season"
    assert from_text(f"{title}\n\n{paragraph}\n\n{paragraph}\n", "page", "page").kind == "press-release"

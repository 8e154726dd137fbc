"""The site in a real browser, from a folder: quiet, accessible in each language, light and dark, searched, safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from browser import tab
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish import publish
from oimgraph.publish.paths import file_of
from payloads import hostile_dataset
from sites import pages

_KINDS = {
    "home": "", "things": "class/", "class": "class/Project/", "pictures": "pictures/", "questions": "questions/",
    "question": "questions/agreements/", "ontology": "ontology/", "downloads": "downloads/", "about": "about/",
    "concept": "scheme/crime/trafficking-in-persons/", "country": "id/country/MEX/", "project": "id/project/PR.0259/",
    "document": "id/document/fr-mexique-memorandum/", "bar": "pictures/agreement-2019/",
}


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_kind_of_page_is_quiet_and_accessible(browser: Browser, site: Path, kind: str, scheme: str) -> None:
    for language in LANGUAGES:
        page = site / file_of(_KINDS[kind], language)
        with tab(browser, page, color_scheme=scheme) as shown:
            assert [url for url in shown.requests if not url.startswith(site.as_uri())] == []
            assert shown.errors == []           # axe, which comes next, is refused the style sheet, and says so
            found = Axe().run(shown.page)
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Path, width: int) -> None:
    for path in _KINDS.values():
        with tab(browser, site / path / "index.fr.html", viewport={"width": width, "height": 800}) as shown:
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize(("language", "typed", "first"), [
    ("en", "MINISTÈRE de la justice du togo", "Ministère de la Justice du Togo"),
    ("fr", "ministere de la justice du togo", "Ministère de la Justice du Togo"),
    ("es", "organisation internationale pour les migrations", "Organización Internacional para las Migraciones"),
    ("en", "mexique", "Mexico"),
])
def test_the_search_works_from_a_folder(browser: Browser, site: Path, language: str, typed: str, first: str) -> None:
    with tab(browser, site / file_of("", language)) as shown:
        shown.page.fill("#search", typed)
        link = shown.page.locator("#results a").first
        expect(link).to_have_text(first)
        shown.page.press("#search", "Enter")
        expect(link).to_be_focused()
        shown.page.keyboard.press("Enter")
        expect(shown.page.locator("h1")).to_have_text(first)
        expect(shown.page.locator("html")).to_have_attribute("lang", language)
        assert shown.errors == []


def test_the_search_says_when_there_is_nothing(browser: Browser, site: Path) -> None:
    with tab(browser, site / "index.html") as shown:
        shown.page.fill("#search", "xyzzy plugh")
        expect(shown.page.locator("#found")).not_to_be_empty()
        expect(shown.page.locator("#results a")).to_have_count(0)


def test_without_scripts_everything_is_there_but_the_search(browser: Browser, site: Path) -> None:
    with tab(browser, site / "index.fr.html", java_script_enabled=False) as shown:
        assert "JavaScript" in shown.page.inner_text("main")
        shown.page.click("nav.tongues a[lang=es]")
        expect(shown.page.locator("html")).to_have_attribute("lang", "es")


def test_a_number_leads_to_the_words_and_on_to_their_place(browser: Browser, site: Path) -> None:
    with tab(browser, site / "id" / "project" / "PR.0259" / "index.html") as shown:
        shown.page.locator("a.note").first.click()
        quote = shown.page.locator("li:target blockquote")
        words = quote.inner_text()
        shown.page.locator("li:target a[href*='#char=']").click()
        expect(shown.page.locator(".said:target")).to_have_text(words)


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_a_hostile_dataset_runs_nothing(browser: Browser, tmp_path: Path, *, policy: bool) -> None:
    publish(hostile_dataset(), tmp_path / "site")
    with tab(browser, tmp_path / "site" / "index.html") as shown:
        shown.page.add_init_script("window.hit = false; window.ran = () => { window.hit = true; };")
        dialogs: list[str] = []
        shown.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for page in pages(tmp_path / "site"):
            if page.name == "index.html" and not _is_vocabulary(page, tmp_path / "site"):
                if not policy:
                    page.write_text(re.sub("<meta http-equiv[^>]*>", "", page.read_text(encoding="utf-8")), "utf-8")
                shown.page.goto(page.as_uri())
                shown.settle()
                assert not shown.page.evaluate("window.hit"), page
        shown.page.goto((tmp_path / "site" / "index.html").as_uri())
        shown.page.fill("#search", "ran")
        shown.page.locator("#results a").first.wait_for()
        assert not shown.page.evaluate("window.hit")
        assert dialogs == []
        assert [url for url in shown.requests if not url.startswith(tmp_path.as_uri())] == []


def _is_vocabulary(page: Path, site: Path) -> bool:
    """Pages of the schemes have nothing of the dataset in them."""
    return page.relative_to(site).parts[0] in {"scheme", "ontology"}

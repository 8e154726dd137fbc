"""Files -> pages. What cannot be read is refused with a reason, and costs nothing of the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from oimgraph.errors import Refusal
from oimgraph.model import Page
from oimgraph.privacy import masked, shows_contact
from oimgraph.sources.decode import decode
from oimgraph.sources.html import article, is_html
from oimgraph.sources.kind import kind_of
from oimgraph.sources.language import detect
from oimgraph.sources.layout import lay_out
from oimgraph.sources.readers import records
from oimgraph.sources.records import Record
from oimgraph.sources.relevance import speaks_of_migration

MAX_CHARACTERS = 100_000    # ten times a long page


def page_or_refusal(record: Record) -> Page | Refusal:
    try:
        return read_record(record)
    except Refusal as refusal:
        return refusal


def read(path: Path) -> Page:
    """The page in a file that is one document. Raises Refusal with the reason when there is none."""
    for _, given in records(path):
        if isinstance(given, Refusal):
            raise given
        return read_record(given)
    raise Refusal(path.name, "holds no document")


def read_record(record: Record) -> Page:
    """The page in a record. Raises Refusal with the reason when there is none."""
    _refuse_contact(record, record.identifier, record.url)
    if any("\ud800" <= char <= "\udfff" for char in record.identifier + record.url):
        raise Refusal(record.name, "its name or address is not in UTF-8", "rename it")
    text = decode(record.data, record.name)
    if record.crawled and not speaks_of_migration(text):
        raise Refusal(record.name, "says nothing of migration")
    page = (from_html if is_html(text) else from_text)(text, record.identifier, record.name)
    _refuse_contact(record, page.url)           # the page's own word for its address may be another
    return replace(page, url=page.url or record.url, published=page.published or record.published)


def _refuse_contact(record: Record, *names: str) -> None:
    if kind := next(filter(None, map(shows_contact, names)), ""):
        raise Refusal(masked(record.name), f"its name or address holds {kind}", "rename it: names stand in the graph")


def from_html(text: str, identifier: str, name: str) -> Page:
    """The page in a saved HTML file: its text is the article's, line by line."""
    found = article(text, name)
    page = from_text(found.text, identifier, name)
    return replace(page, url=found.url, published=found.published, translations=found.translations,
                   visible=page.visible + found.lost)


def from_text(text: str, identifier: str, name: str) -> Page:
    """The page in a text dump of any dialect."""
    if len(text) > MAX_CHARACTERS:
        raise Refusal(name, f"more than {MAX_CHARACTERS:,} characters of text", "split it, or give the article alone")
    layout = lay_out(text)
    if layout is None:
        raise Refusal(name, "no content after the navigation", "give the page with its article")
    language = detect("\n".join(span.of(text) for span in layout.body) or layout.title.of(text))
    if not language:
        raise Refusal(name, "not in French, English or Spanish, or too short to tell")
    return Page(identifier, text, language, kind_of(layout, text), layout.title, layout.body, layout.fields,
                visible=layout.visible)

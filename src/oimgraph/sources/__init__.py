"""Files -> pages. What cannot be read is refused with a reason, and costs nothing of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from oimgraph.errors import Refusal
from oimgraph.model import Page
from oimgraph.sources.decode import MAX_BYTES, decode
from oimgraph.sources.files import walk
from oimgraph.sources.html import article, is_html
from oimgraph.sources.kind import kind_of
from oimgraph.sources.language import detect
from oimgraph.sources.layout import lay_out


def pages(paths: Sequence[Path]) -> Iterator[Page | Refusal]:
    """A page or a refusal for everything that stands below the paths: given = accepted + refused.

    The stem of a file names its document, so of two files with one stem the second is refused.
    """
    seen: set[str] = set()
    for found in walk(paths):
        if isinstance(found, Refusal):
            yield found
            continue
        if found.stem in seen:
            yield Refusal(found.name, "a document of this name was given before", "rename one of the two")
            continue
        try:
            page = read(found)
        except Refusal as refusal:
            yield refusal
        else:
            seen.add(found.stem)
            yield page


def read(path: Path) -> Page:
    """The page in a file. Raises Refusal with the reason when there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refusal(path.name, f"cannot be opened: {error.strerror}") from None
    text = decode(data, path.name)
    return from_html(text, path.stem, path.name) if is_html(text) else from_text(text, path.stem, path.name)


def from_html(text: str, identifier: str, name: str) -> Page:
    """The page in a saved HTML file: its text is the article's, line by line."""
    found = article(text, name)
    page = from_text(found.text, identifier, name)
    return replace(page, url=found.url, published=found.published, translations=found.translations)


def from_text(text: str, identifier: str, name: str) -> Page:
    """The page in a text dump of any dialect."""
    layout = lay_out(text)
    if layout is None:
        raise Refusal(name, "no content after the navigation", "give the page with its article")
    language = detect("\n".join(span.of(text) for span in layout.body) or layout.title.of(text))
    if not language:
        raise Refusal(name, "not in French, English or Spanish, or too short to tell")
    return Page(identifier, text, language, kind_of(layout, text), layout.title, layout.body, layout.fields)

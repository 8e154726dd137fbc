"""A page while it is written: its language, where it stands, and what templates ask of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from oimgraph import terms
from oimgraph.graph.compact import short
from oimgraph.graph.facts import Term
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.evidence import Quote
from oimgraph.publish.index import Index
from oimgraph.publish.mend import rejection
from oimgraph.publish.paths import Paths, anchor, class_path, cut, file_of, is_web, link
from oimgraph.publish.words import words
from oimgraph.view.colours import COLOURS

_TEMPLATES = Path(__file__).resolve().parent / "templates"


class Named(NamedTuple):
    """A name and its language; the language is "" where it is the page's own, or unknown."""

    text: str
    language: str

    def __html__(self) -> str:
        tag = Markup(' lang="{}"').format(self.language) if self.language else ""
        return Markup("<span{}>{}</span>").format(tag, self.text) if tag else str(Markup.escape(self.text))


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share. `url` is the address of the folder once it is published, "" where nobody said."""

    index: Index
    paths: Paths
    url: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """One page in one language. `path` is its folder, `part` its number where a list needs several pages."""

    site: Site
    path: str
    language: str
    part: int = 1

    @property
    def t(self) -> dict[str, Any]:
        return words(self.language)

    @property
    def file(self) -> str:
        return file_of(self.path, self.language, self.part)

    @property
    def others(self) -> list[tuple[str, str]]:
        """Language and file name of the same page in each language."""
        return [(code, file_of("", code, self.part)) for code in LANGUAGES]

    @property
    def address(self) -> str:
        """The page's own address, where the site has one."""
        return self.site.url + self.file.removesuffix("index.html") if self.site.url else ""

    def to(self, path: str, part: int = 1) -> str:
        """The address of another page, in this language."""
        return link(self.path, file_of(path, self.language, part))

    def beside(self, file: str) -> str:
        """The address of a file that has no language."""
        return link(self.path, file)

    def next_part(self, step: int) -> str:
        return file_of("", self.language, self.part + step)

    def name(self, iri: str) -> Named:
        if (known := self.t["terms"].get(short(iri))) and not self.site.index.names(iri):
            return Named(known, "")
        text, language = self.site.index.name(iri, self.language)
        return Named(text, "" if language == self.language else language)

    def href(self, iri: str) -> str:
        """Where a resource is told; "" where nowhere."""
        if iri in self.site.paths:
            return self.to(self.site.paths[iri])
        if iri.startswith(terms.MGO) and self.site.index.names(iri):
            return f"{self.to('ontology/')}#{anchor(iri)}"
        return iri if is_web(iri) else ""

    def place(self, quote: Quote) -> str:
        """Where the words stand on their document's page."""
        return f"{self.to(self.site.paths[quote.document])}#char={quote.start},{quote.end}" \
            if quote.document in self.site.paths else ""

    def source(self, document: str) -> str:
        """The address of the page that was read, where it is known and can be linked."""
        held = self.site.index.described(document).get(terms.SOURCE, [])
        return next((value.value for value in held if is_web(value.value)), "")

    def kind(self, iri: str) -> str:
        """Where the list of a class stands."""
        return self.to(class_path(iri))

    def colour(self, cls: str) -> str:
        return COLOURS.get(cls.removeprefix(terms.MGO), "#8895a1")

    def mend(self, subject: str, predicate: str, value: Term) -> str:
        return rejection(subject, predicate, value, self.site.index.base)

    def is_resource(self, value: Term) -> bool:
        return isinstance(value, ox.NamedNode)

    def say(self, key: str, **values: object) -> str:
        """A text with its slots filled; "part.key"."""
        text: Any = self.t
        for part in key.split("."):
            text = text[part]
        return str(text).format(**values)

    def is_web(self, address: str) -> bool:
        return is_web(address)

    def cut(self, text: str, letters: int) -> str:
        return cut(text, letters)

    def money(self, value: Decimal) -> str:
        """A sum as it stands, its thousands apart."""
        whole = value == value.to_integral_value()
        return f"{value:,.0f}".replace(",", "\u202f") if whole else f"{value:,.2f}".replace(",", "\u202f")

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", "\u202f" if value >= 10_000 else "")


def render(template: str, here: Here, **values: object) -> str:
    """A page of HTML. Everything in it is escaped; nothing in a dataset is ever markup."""
    return _environment().get_template(template).render(here=here, t=here.t, **values)


def data_block(value: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a page: no "<" that could end the block."""
    return Markup(json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"))  # noqa: S704


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    known = {"types": terms.TYPE, "document_class": terms.DOCUMENT, "definition": terms.SKOS + "definition"}
    made.globals.update(known)
    return made

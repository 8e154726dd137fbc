"""The nouns of oimgraph: plain, frozen, without input or output. Those that a page asks for thousands of times, as keys
and in order, are tuples with names.

A `Page` is read into `Mention`s; extractors turn these into `Fact`s about page-local `Entity`s; linking gives each
entity its IRI and makes `Statement`s; a statement's `span` leads back to the exact words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of code points in a page's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def to(self, other: Span) -> Span:
        """The span that reaches over both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def characters(*texts: str) -> int:
    """How many characters texts have, white space apart: what a reader sees of them."""
    return sum(map(len, " ".join(texts).split()))


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of a project page: 'Date de début' / '2021'. An empty value is a label without one."""

    label: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file with the text of a page: its stem, and its address where the source tells it."""

    identifier: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it was read. The text is NFC with LF line ends and is never altered afterwards.

    `body` lists the spans that speak for the page itself, in order: title, navigation, field block and contact lines
    are outside of it. `kind` is a slug of scheme/document-type, `language` is "fr", "en" or "es".
    """

    identifier: str                         # the file's stem
    text: str
    language: str
    kind: str
    title: Span
    body: tuple[Span, ...]
    fields: tuple[Field, ...] = ()
    url: str = ""                           # canonical address, when the source tells it
    published: str = ""                     # ISO date, when the source tells it
    translations: tuple[str, ...] = ()      # addresses of the same page in other languages
    key: str = ""                           # what its document's IRI ends with, once pages are told apart
    copies: tuple[Copy, ...] = ()           # other files with the same text
    visible: int = 0                        # characters of its own words that a reader sees

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def kept(self) -> int:
        """How many of the visible characters stand in title, fields and body."""
        spans = (self.title, *self.body, *(span for field in self.fields for span in (field.label, field.value)))
        return characters(*(span.of(self.text) for span in spans))


class Entity(NamedTuple):
    """Something that a page speaks of, before it has an IRI.

    kind      a class of the vocabulary ("Organization", "Event", "MonetaryAmount", …), or "Concept" or "Class"
    key       what makes two mentions the same within one page:
              Country        alpha-3 code, "MEX"
              Concept        scheme and slug, "crime/trafficking-in-persons"
              Class          the class's local name, "GovernmentBody" (object of rdf:type)
              register entry its IRI's last two steps, "organization/iom", "fund/iom-development-fund"
              others         any string that is stable for the page, such as "event@1234" (offset of the first mention)
                             or the folded name of a body that no register knows
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Value:
    """A literal. `datatype` is the local name of an XSD type; `language` is set for texts in a language only."""

    text: str
    datatype: str = "string"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a page, before linking. `predicate` is a constant of `terms`."""

    subject: Entity
    predicate: str
    object: Entity | Value
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with IRIs: what the graph holds, and the words it rests on."""

    subject: str
    predicate: str
    object: str | Value
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A form under which the ontology knows something: what a gazetteer matches.

    `cls` is the class of the vocabulary ("GovernmentBody", "Fund"; for concepts the scheme, "crime"), `country` the
    alpha-3 code of the country that an organization or a place belongs to, `use` is "name" for what names the entity
    itself and "adjective" for what only points to it ("mexicain", "Mozambican").
    """

    form: str
    language: str                           # "fr", "en", "es", or "" where the form serves all three
    entity: Entity
    cls: str = ""
    country: str = ""
    use: str = "name"
    type: str = ""                          # of an instrument: the slug of its type; "capital" of a capital


# What the reading of a page finds, in the order of its text.


class Mention(NamedTuple):
    """Words that name or take up an entity.

    `definite` tells how nominal mentions stand ("l'accord", "this workshop": True; "un accord": False; names: None).
    """

    span: Span
    entity: Entity
    definite: bool | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A name that the page gives to something, and the words that show it (an elliptic name is written out)."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Office:
    """A person in a post: the post as printed, and the body in which it is held, when known."""

    person: Entity
    post: Span
    organization: Entity | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or period in words: `start` and `end` are "2014", "2014-08", "2014-08-05" or "--08-05"; `end` may be ""
    (a single date) or ".." (since). `relative`: told by the day of the page, "yesterday"."""

    span: Span
    start: str
    end: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words or digits. `unit` is "%", "day", "week", "month", "year" or "" (a count)."""

    span: Span
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency, "19,9 millions de dollars" being 19900000 USD."""

    span: Span
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted speech; `span` is what stands between the quotation marks."""

    span: Span


VIOLATION = "Violation"


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a shape, joined back to the quote."""

    severity: str                           # VIOLATION, "Warning", "Info"
    focus: str
    path: str
    value: str
    message: str
    shape: str
    component: str
    document: str = ""
    quote: str = ""

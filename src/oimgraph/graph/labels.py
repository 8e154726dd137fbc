"""Names for what pages leave without one: agreements, events, grants, figures, sums, and what has no title.

They are made of what is stated, in three languages, and stand in graph/authority: no page says them, so they have no
quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.authority import descriptions
from oimgraph.graph.facts import Term, classes
from oimgraph.graph.shared import registered
from oimgraph.lexicon import LANGUAGES
from oimgraph.link.mint import graph_iri
from oimgraph.privacy import shows_contact

Described = Mapping[str, dict[str, list[Term]]]
_PROJECT = {"en": "Project", "es": "Proyecto", "fr": "Projet"}
_NAMES = (terms.LABEL, terms.TITLE, terms.PREF_LABEL)


def labels(described: Described, base: str = terms.ID) -> Iterator[ox.Quad]:
    """A label in each language for every resource of such a class that has neither label nor title. None where what is
    stated, side by side, reads as contact data: a sum beside a year can look like a phone number."""
    graph = ox.NamedNode(graph_iri(base, "authority"))
    for subject, description in described.items():
        if terms.LABEL in description or terms.TITLE in description:
            continue
        for language in LANGUAGES:
            text = _Told(described, subject, language, base).label()
            if text and not shows_contact(text):
                label = ox.Literal(text, language=language)
                yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(terms.LABEL), label, graph)


class _Told:
    """What is stated of one resource, in words of one language."""

    def __init__(
        self, described: Described, subject: str, language: str, base: str, *, nested: bool = False
    ) -> None:
        self._described, self._own = described, described[subject]
        self.language, self._base, self._nested = language, base, nested

    def __call__(self, *predicates: str) -> str:
        """The names or texts of all values, sorted, with commas."""
        values = [value for predicate in predicates for value in self._own.get(predicate, [])]
        return ", ".join(sorted({self._name(value) for value in values}))

    def label(self) -> str:
        """What the template of its class makes of it; "" for other classes."""
        template = next((_TEMPLATES[cls] for cls in classes(self._own) if cls in _TEMPLATES), None)
        return template(self) if template else ""

    def amount(self) -> str:
        """The sum of money that the resource has: "300 000 USD"."""
        owned = [value.value for value in self._own.get(terms.AMOUNT, [])]
        return ", ".join(self._of(iri).sum() for iri in owned if iri in self._described)

    def sum(self) -> str:
        return _joined(" ", self.number(), self(terms.CURRENCY))

    def number(self) -> str:
        """The value with its thousands apart, and without cents that are none."""
        written = re.sub(r"\.0+$", "", self(terms.VALUE))
        return f"{int(written):,}".replace(",", "\u00a0") if re.fullmatch(r"[0-9]{4,18}", written) else written

    def _name(self, value: Term) -> str:
        """A text itself; of a resource the name in this language, else in another, else its own label or its key."""
        if isinstance(value, ox.Literal):
            return value.value
        known = descriptions().get(registered(value.value, self._base), {})
        held = [name for source in (known, self._described.get(value.value, {})) for key in _NAMES
                for name in source.get(key, []) if isinstance(name, ox.Literal)]
        fitting = [name.value for name in held if name.language == self.language]
        others = sorted(name.value for name in held)
        if fitting or others:
            return (fitting + others)[0]
        made = value.value in self._described and not self._nested and self._of(value.value).label()
        return made or value.value.rstrip("/").rsplit("/", 1)[-1].replace("-", " ")

    def _of(self, iri: str) -> _Told:
        return _Told(self._described, iri, self.language, self._base, nested=True)


def _joined(between: str, *parts: str) -> str:
    return between.join(filter(None, parts))


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _agreement(told: _Told) -> str:
    kind = _joined(" ", _capital(told(terms.AGREEMENT_TYPE)), _in_brackets(told(terms.IN_COUNTRY)))
    return _joined(", ", _joined(": ", kind, told(terms.SIGNATORY)), told(terms.SIGNED_ON))


def _event(told: _Told) -> str:
    place = told(terms.LOCATION) or told(terms.IN_COUNTRY)
    return _joined(", ", _joined(": ", _capital(told(terms.EVENT_TYPE)), place), told(terms.START))


def _grant(told: _Told) -> str:
    return _joined(": ", told.amount(), _joined(" → ", told(terms.FUNDER), told(terms.RECIPIENT, terms.FUNDED_ITEM)))


def _observation(told: _Told) -> str:
    value = _joined(" ", told.number(), told(terms.UNIT))
    where = _joined(", ", told(terms.IN_COUNTRY), told(terms.PERIOD))
    return _joined(" ", _joined(": ", _capital(told(terms.MEASURE)), value), _in_brackets(where))


def _project(told: _Told) -> str:
    return _joined(": ", _PROJECT[told.language], told(terms.IN_COUNTRY) or told(terms.FUNDER))


def _work(told: _Told) -> str:
    """A strategy or a law of which only the kind is told: "Strategy (Georgia), 2021-2030"."""
    kind = _capital(told(terms.INSTRUMENT_TYPE))
    years = _joined("-", told(terms.START), told(terms.END))
    return _joined(", ", _joined(" ", kind, _in_brackets(told(terms.IN_COUNTRY))), years) if kind else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TEMPLATES: dict[str, Callable[[_Told], str]] = {
    terms.MGO + "Agreement": _agreement,
    terms.MGO + "Event": _event,
    terms.MGO + "Grant": _grant,
    terms.MGO + "Observation": _observation,
    terms.MGO + "LegalInstrument": _work,
    terms.MGO + "PolicyInstrument": _work,
    terms.MGO + "Project": _project,
    terms.SCHEMA + "MonetaryAmount": _Told.sum,
}

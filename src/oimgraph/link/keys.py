"""What the last steps of an IRI are made of, for each kind of entity: words and codes that the page states.

What two pages name alike becomes one resource only where the words single it out (docs/decisions/002): without a
country, a ministry, a place or a plan stays with its page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oimgraph import terms
from oimgraph.link.mint import code, digest, joined, slug
from oimgraph.model import Entity, Fact, Value

_LOCAL_CLASSES = ("GovernmentBody",)


class Known:
    """One entity, the facts about it asked by predicate, and the IRIs made so far."""

    def __init__(self, entity: Entity, facts: Sequence[Fact], iris: dict[Entity, str], document: str) -> None:
        self.entity, self._facts, self._iris = entity, facts, iris
        self._document = document

    def texts(self, predicate: str) -> list[str]:
        return [f.object.text for f in self._facts if f.predicate == predicate and isinstance(f.object, Value)]

    def text(self, predicate: str) -> str:
        return next(iter(self.texts(predicate)), "")

    def objects(self, predicate: str) -> list[Entity]:
        return [f.object for f in self._facts if f.predicate == predicate and isinstance(f.object, Entity)]

    def last_steps(self, predicate: str) -> list[str]:
        """The last steps of the objects' IRIs, sorted; without those that are minted later."""
        linked = {self._iris[entity] for entity in self.objects(predicate) if entity in self._iris}
        return sorted({iri.rsplit("/", 1)[-1].lower() for iri in linked})

    def country(self) -> str:
        codes = self.last_steps(terms.IN_COUNTRY)
        return codes[0] if len(codes) == 1 else ""

    def name(self) -> str:
        return slug(self.text(terms.LABEL) or self.entity.key)

    def local(self) -> str:
        """Eight digits that stand for this entity on this page."""
        return digest(f"{self._document} {self.entity.kind} {self.entity.key}", 8)

    def content(self) -> str:
        """Twelve digits of all that is stated: what tells two grants or figures of a page apart."""
        parts = [(f.predicate, f.object.text if isinstance(f.object, Value) else f.object.key) for f in self._facts]
        return digest(f"{self._document} {self.entity.key} {sorted(parts)!r}", 12)


def _organization(of: Known) -> str:
    if of.entity.key.startswith("government/"):
        return f"organization/{slug(of.entity.key.removeprefix('government/'))}-government"
    name = slug(of.entity.key.rpartition("/")[2]) if of.entity.key.startswith("state/") else of.name()
    classes = {cls.key for cls in of.objects(terms.TYPE)}
    placeless = not of.country() and classes & set(_LOCAL_CLASSES)
    kind = "fund" if classes == {"Fund"} else "organization"
    return f"{kind}/{joined(of.country(), name, of.local() if placeless else '')}"


def _national(folder: str) -> Callable[[Known], str]:
    """Names that every country has: a city, a national plan, a law."""
    return lambda of: f"{folder}/{joined(of.country(), of.name(), '' if of.country() else of.local())}"


def _publication(of: Known) -> str:
    return f"publication/{joined(of.name(), slug(year) if (year := of.text(terms.PUBLICATION_YEAR)) else '')}"


def _person(of: Known) -> str:
    return f"person/{slug(of.entity.key)}"


def _post(of: Known) -> str:
    bodies = of.last_steps(terms.POST_IN)
    return f"post/{joined(*bodies[:1], of.name(), '' if bodies else of.local())}"


def _project(of: Known) -> str:
    if written := of.text(terms.PROJECT_ID) or of.text(terms.PRIMA_ID):
        return f"project/{code(written)}"
    year = of.text(terms.FUNDING_YEAR)[:4] or of.text(terms.START)[:4]
    title = of.text(terms.TITLE)
    return f"project/{joined(slug(title), year and slug(year)) if title else of.local()}"


def _agreement(of: Known) -> str:
    """Type, parties, country and date: the same agreement on two pages is one. Others stay apart by page."""
    kind, parties, date = of.last_steps(terms.AGREEMENT_TYPE), of.last_steps(terms.SIGNATORY), of.text(terms.SIGNED_ON)
    same = len(parties) > 1 and _is_full(date)
    return "agreement/" + joined(*kind[:1], *parties, of.country(), date and slug(date), "" if same else of.local())


def _event(of: Known) -> str:
    """Type, country, city and day: the same event on two pages is one. Others stay apart by page."""
    kind, cities, date = of.last_steps(terms.EVENT_TYPE), of.last_steps(terms.LOCATION), of.text(terms.START)
    same = _is_full(date) and of.country() and len(cities) == 1
    place = cities[0] if same else of.country()
    return "event/" + joined(*kind[:1], place, date and slug(date), "" if same else of.local())


def _is_full(date: str) -> bool:
    return len(date) == len("2014-08-05")


KEYS: dict[str, Callable[[Known], str]] = {
    "Organization": _organization,
    "Person": _person,
    "Place": _national("place"),
    "Post": _post,
    "PolicyInstrument": _national("instrument"),
    "LegalInstrument": _national("instrument"),
    "Publication": _publication,
    "Project": _project,
    "Agreement": _agreement,
    "Event": _event,
    "Grant": lambda of: f"grant/{of.content()}",
    "Observation": lambda of: f"observation/{of.content()}",
}

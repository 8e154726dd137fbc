"""What the last steps of an IRI are made of, for each kind of entity: words and codes that the page states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oimgraph import terms
from oimgraph.link.mint import digest, slug
from oimgraph.model import Entity, Fact, Page, Value

_REGISTERED = ("organization/", "fund/", "place/", "instrument/", "publication/")


def key_of(entity: Entity, facts: Sequence[Fact], iris: dict[Entity, str], page: Page) -> str:
    """The IRI's steps after the base, such as "organization/mex-ministerio-publico"."""
    if entity.key.startswith(_REGISTERED):
        return entity.key
    return _KEYS[entity.kind](entity, _Facts(facts, iris), page)


class _Facts:
    """The facts about one entity, asked by predicate."""

    def __init__(self, facts: Sequence[Fact], iris: dict[Entity, str]) -> None:
        self._facts, self._iris = facts, iris

    def texts(self, predicate: str) -> list[str]:
        return [f.object.text for f in self._facts if f.predicate == predicate and isinstance(f.object, Value)]

    def text(self, predicate: str) -> str:
        return next(iter(self.texts(predicate)), "")

    def last_steps(self, predicate: str) -> list[str]:
        """The last steps of the objects' IRIs, sorted."""
        linked = (f.object for f in self._facts if f.predicate == predicate and isinstance(f.object, Entity))
        return sorted({self._iris.get(entity, entity.key).rsplit("/", 1)[-1].lower() for entity in linked})

    def country(self) -> str:
        codes = self.last_steps(terms.IN_COUNTRY)
        return codes[0] if len(codes) == 1 else ""

    def content(self) -> str:
        """Everything stated, as one text: what tells two grants or figures of a page apart."""
        parts = [(f.predicate, f.object.text if isinstance(f.object, Value) else f.object.key) for f in self._facts]
        return repr(sorted(parts))


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))


def _organization(entity: Entity, facts: _Facts, _: Page) -> str:
    if entity.key.startswith("government/"):
        return f"organization/{entity.key.removeprefix('government/').lower()}-government"
    kind = "fund" if facts.last_steps(terms.TYPE) == ["ontology#fund"] else "organization"
    return f"{kind}/{_joined(facts.country(), slug(facts.text(terms.LABEL) or entity.key))}"


def _named(folder: str) -> Callable[[Entity, _Facts, Page], str]:
    def key(entity: Entity, facts: _Facts, _: Page) -> str:
        return f"{folder}/{_joined(facts.country(), slug(facts.text(terms.LABEL) or entity.key))}"
    return key


def _person(entity: Entity, _: _Facts, __: Page) -> str:
    return f"person/{slug(entity.key)}"


def _post(_: Entity, facts: _Facts, __: Page) -> str:
    return f"post/{_joined(*facts.last_steps(terms.POST_IN)[:1], slug(facts.text(terms.LABEL)))}"


def _project(entity: Entity, facts: _Facts, page: Page) -> str:
    code = facts.text(terms.PROJECT_ID) or facts.text(terms.PRIMA_ID)
    if code:
        return f"project/{code}"
    year = facts.text(terms.FUNDING_YEAR)[:4] or facts.text(terms.START)[:4]
    title = facts.text(terms.TITLE)
    return f"project/{_joined(slug(title), year) if title else _local(entity, page)}"


def _agreement(entity: Entity, facts: _Facts, page: Page) -> str:
    """Type, parties, country and date: the same agreement on two pages is one. Undated ones stay apart by page."""
    kind = facts.last_steps(terms.AGREEMENT_TYPE)[:1]
    date = facts.text(terms.SIGNED_ON)
    full = len(date) == 10
    return "agreement/" + _joined(*kind, *facts.last_steps(terms.SIGNATORY)[:4], facts.country(), date.strip("-"),
                                  "" if full else _local(entity, page))


def _event(entity: Entity, facts: _Facts, page: Page) -> str:
    return "event/" + _joined(*facts.last_steps(terms.EVENT_TYPE)[:1], facts.country(),
                              facts.text(terms.START).strip("-"), _local(entity, page))


def _amount(entity: Entity, facts: _Facts, page: Page) -> str:
    return f"amount/{_joined(facts.text(terms.CURRENCY).lower(), slug(facts.text(terms.VALUE)), _local(entity, page))}"


def _by_content(folder: str) -> Callable[[Entity, _Facts, Page], str]:
    def key(entity: Entity, facts: _Facts, page: Page) -> str:
        return f"{folder}/{digest(page.sha256 + entity.key + facts.content(), 12)}"
    return key


def _local(entity: Entity, page: Page) -> str:
    """Eight digits that stand for this place on this page."""
    return digest(f"{page.sha256} {entity.key}", 8)


_KEYS: dict[str, Callable[[Entity, _Facts, Page], str]] = {
    "Organization": _organization,
    "Person": _person,
    "Place": _named("place"),
    "Post": _post,
    "PolicyInstrument": _named("instrument"),
    "LegalInstrument": _named("instrument"),
    "Publication": _named("publication"),
    "Project": _project,
    "Agreement": _agreement,
    "Event": _event,
    "MonetaryAmount": _amount,
    "Grant": _by_content("grant"),
    "Observation": _by_content("observation"),
}

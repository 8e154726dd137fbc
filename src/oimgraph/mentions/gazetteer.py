"""Names that the ontology knows, found in a text: leftmost and longest, whole words, in one pass.

Case decides where folding is too generous: an acronym ("OIM", "US") matches in its own case only, and a name that is
written with a capital needs one in the text, unless it has several words. Demonyms come out as a kind of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from oimgraph.lexicon.fold import fold
from oimgraph.model import Entity, Mention, Name, Span

# of two readings of one form, the first kind that stands here wins: "Mexico" is the country, "Niger" no river
_PRECEDENCE = ("Country", "Organization", "LegalInstrument", "PolicyInstrument", "Concept", "Place", "Demonym")


# concepts that running text names; the labels of other schemes are values of fields ("Achevé", "Régional")
_RUNNING = ("crime", "theme")


@dataclass(frozen=True, slots=True)
class _Form:
    written: str
    entity: Entity
    name: Name


class Gazetteer:
    """The names of one language, with those that all languages share."""

    def __init__(self, names: Iterable[Name], language: str) -> None:
        self.language = language
        self.by_entity: dict[Entity, Name] = {}
        self._forms: dict[str, list[_Form]] = {}
        self._values: dict[str, list[Entity]] = {}
        for name in names:
            if name.entity.kind == "Concept" and name.cls not in _RUNNING:
                if name.language == language:
                    self._values.setdefault(fold(name.form), []).append(name.entity)
                continue
            self.by_entity.setdefault(name.entity, name)
            shared = name.use == "name" and name.entity.kind == "Organization"
            if name.language in ("", language) or shared:
                entity = name.entity if name.use == "name" else Entity("Demonym", name.entity.key)
                self._forms.setdefault(fold(name.form), []).append(_Form(name.form, entity, name))
        self.demonyms = frozenset(key for key, forms in self._forms.items() if forms[-1].entity.kind == "Demonym")
        self._keys = sorted(self._forms)
        self._automaton = AhoCorasick(self._keys, matchkind=MatchKind.Standard)

    def concepts(self, value: str) -> list[Entity]:
        """The concepts, one of a scheme, for which a field's folded value stands as a whole."""
        return self._values.get(value.strip(), [])

    def peoples(self, folded: str) -> list[Entity]:
        """All states to which an adjective points: "congolais" to two."""
        forms = self._forms.get(folded, ())
        return list(dict.fromkeys(form.entity for form in forms if form.entity.kind == "Demonym"))

    def inside(self, text: str, folded: str, span: Span) -> list[Mention]:
        """States that are named by a name or adjective inside a longer known name ("Département d'Etat américain"),
        and the crimes that the name of a treaty is about."""
        found = []
        part = span.of(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(part, overlapping=True):
            at = Span(span.start + start, span.start + end)
            form = self._fitting(self._keys[index], at.of(text)) if _whole(folded, at.start, at.end) else None
            if form and form.entity.kind in ("Country", "Demonym"):
                found.append(Mention(at, Entity("Country", form.entity.key)))
            elif form and form.entity.kind == "Concept":
                found.append(Mention(at, form.entity))
        return _longest(found)

    def find(self, text: str, folded: str) -> list[Mention]:
        """Mentions in the order of the text, none overlapping another."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if _whole(folded, start, end) and (form := self._fitting(self._keys[index], text[start:end])):
                found.append(Mention(Span(start, end), form.entity))
        return _longest(found)

    def _fitting(self, key: str, written: str) -> _Form | None:
        forms = [form for form in self._forms[key] if _fits(form, written, self.language)]
        return min(forms, key=lambda form: self._rank(form, written), default=None)

    def _rank(self, form: _Form, written: str) -> tuple[bool, int, bool, str]:
        foreign = form.name.language not in ("", self.language)
        return foreign, _PRECEDENCE.index(form.entity.kind), form.written != written, form.entity.key


def _whole(folded: str, start: int, end: int) -> bool:
    return not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())


def _fits(form: _Form, written: str, language: str) -> bool:
    """Whether the case in the text is one in which this form is written."""
    if not any(c.islower() for c in form.written) and len(form.written) <= 10:
        return form.written == written
    if form.entity.kind == "Demonym":
        return language != "en" or written[0].isupper()
    if form.entity.kind == "Place" and "ñ" in written and "ñ" not in form.written:
        return False                        # a family Londoño, not London in a language that writes "Londono"
    if form.entity.kind in ("Country", "Place") or (form.written[0].isupper() and " " not in form.written):
        return _capitals(form.written) <= _capitals(written)
    return form.entity.kind == "Concept" or not form.written[0].isupper() or any(c.isupper() for c in written)


def _capitals(words: str) -> set[int]:
    """Which of the words begin with a capital: "La Réunion" has two, "La réunion" one."""
    return {index for index, word in enumerate(words.replace("-", " ").split()) if word[0].isupper()}


def _longest(found: list[Mention]) -> list[Mention]:
    """Of overlapping mentions the leftmost, and of these the longest."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def segment_countries(text: str, span: Span, gazetteers: Iterable[Gazetteer]) -> list[Mention]:
    """The countries of a line of names joined by single spaces: longest match in any of the languages.

    A hyphen ends no name here: "Guinée Mauritanie" is two states, "Guinée équatoriale" is one.
    """
    part = span.of(text)
    found = [
        Mention(Span(span.start + m.span.start, span.start + m.span.end), m.entity)
        for gazetteer in gazetteers
        for m in gazetteer.find(part, fold(part))
        if m.entity.kind == "Country"
    ]
    return _longest(found)



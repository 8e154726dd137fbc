"""Known names that mean something else here: seas called after states, towns after countries, adjectives of two states,
acronyms of states that the page explains otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from oimgraph.mentions.bodies.acronyms import initials
from oimgraph.mentions.gazetteer import Gazetteer
from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

_OPENING = 2                # sentences: the title, and the one that opens the body
_REACH = 120                # characters before brackets in which the name stands that they shorten


def meant(reading: Reading, gazetteer: Gazetteer, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that mean what they say. An adjective of several states points to the one that the page names most;
    to none, should it name none."""
    kept = [m for m in found if not _lent(reading, m)]
    towns, explained = _towns(reading, kept), _explained(reading, kept)
    kept = [m for m in kept if m.entity.kind != "Country" or not (
        m.entity.key in towns or (m.entity.key, reading.text(m.span)) in explained)]
    named = Counter(m.entity.key for m in kept if m.entity.kind == "Country")
    for mention in kept:
        peoples = gazetteer.peoples(reading.fold(mention.span)) if mention.entity.kind == "Demonym" else []
        if len(peoples) > 1:
            told = max(peoples, key=lambda people: named[people.key])
            if named[told.key]:
                yield mention._replace(entity=told)
        else:
            yield mention


def _lent(reading: Reading, mention: Mention) -> bool:
    """Whether a state or city only lends its name to a sea or a lake ("golfe de Guinée"), or a city is called like a
    common word."""
    if mention.entity.kind not in ("Country", "Place"):
        return False
    common = reading.words.pattern("places", "words", "common")
    if mention.entity.kind == "Place" and common.fullmatch(reading.fold(mention.span)):
        return True
    if mention.entity.kind == "Place" and _is_part(reading, mention.span):
        return True
    lenders = reading.stated("places", "words", "stateless")
    return any(Span(*match.span()).covers(mention.span) for match in lenders)


def _is_part(reading: Reading, place: Span) -> bool:
    """Whether a name only holds that of a place: "New Amsterdam", "the Almaty Process"."""
    longer = (Span(*match.span()) for match in reading.stated("places", "words", "placeless"))
    small = reading.words.language != "en"      # elsewhere its noun has no capital: "lac Victoria"
    return any(name != place and name.covers(place) and (small or reading.text(name)[0].isupper()) for name in longer)


def _towns(reading: Reading, found: Sequence[Mention]) -> set[str]:
    """States of which only the name stands in the body, while the title or the opening is about a state that has a town
    of that name: on a page of Colombia, "talleres en Manizales y Armenia"."""
    states = [m for m in found if m.entity.kind in ("Country", "Demonym")]
    about = {m.entity.key for m in states if reading.number(m.span) < _OPENING}
    others = {m.entity.key for m in states if m.entity.kind == "Demonym"} | about
    table = reading.words["places"]["namesakes"]
    called = {m.entity.key: reading.fold(m.span) for m in states if m.entity.key not in others}
    return {key for key, name in called.items() if any(name in table.get(state.lower(), ()) for state in about)}


def _explained(reading: Reading, found: Sequence[Mention]) -> set[tuple[str, str]]:
    """Acronyms of states that stand for another name here: "Danish Refugee Council (DRC)"."""
    explained = set()
    for mention in found:
        acronym, flat = reading.text(mention.span), reading.flat
        if mention.entity.kind == "Country" and acronym.isupper() and flat.startswith(")", mention.span.end):
            before, bracket, _ = flat[max(0, mention.span.start - _REACH) : mention.span.start].rpartition(" (")
            own = any(m.entity == mention.entity and m.span.end == mention.span.start - 2 for m in found)
            if bracket and not own and initials(before).endswith(acronym):
                explained.add((mention.entity.key, acronym))
    return explained

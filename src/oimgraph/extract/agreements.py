"""Agreements: signed, to be signed, put off or absent; between whom, by whom, when, where, on what.

A frame opens where a sentence speaks of an agreement and of signing it, or names the parties "between" whom it stands.
One that no sentence ties to a party is published only where two sign it, or its signing has a day and a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from oimgraph import terms
from oimgraph.mentions.agreements.circumstances import moment, place
from oimgraph.mentions.agreements.frames import Frame, around
from oimgraph.mentions.agreements.listed import is_elliptic
from oimgraph.mentions.agreements.parties import helpers, parties
from oimgraph.mentions.agreements.severally import severally
from oimgraph.mentions.agreements.signers import signers
from oimgraph.mentions.agreements.signing import frame
from oimgraph.mentions.agreements.standing import governed, standing
from oimgraph.mentions.agreements.topics import about, of_another, themes
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import datatype_of, is_state
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "agreement.signed", "agreement.between", "agreement.signatory", "agreement.signed-on",
    "agreement.signed-on.relative", "agreement.signed-in", "agreement.signed-by", "agreement.facilitated-by",
    "agreement.subject", "agreement.country",
)

_YEAR = len("2014")
_PAIR = 2                   # parties that make an agreement whole: what later sentences name is no further one


@dataclass
class Deal:
    """All that a page says of an agreement."""

    entity: Entity
    kind: str
    mentions: list[Mention]
    frames: list[Frame]
    parties: dict[Entity, Frame] = field(default_factory=dict)

    def take(self, other: Deal) -> None:
        """Take over all that is told of the same agreement elsewhere."""
        self.mentions += other.mentions
        self.frames += other.frames

    @property
    def first(self) -> Frame:
        """The frame that tells most: with a word of signing, else any that names a party."""
        telling = set(map(id, self.parties.values()))
        named = [found for found in self.frames if id(found) in telling] or self.frames
        return next((found for found in named if found.verb), named[0])


def agreements(reading: Reading) -> Iterator[Fact]:
    for deal in _deals(reading):
        if _is_told(reading, deal):
            yield from _agreement(reading, deal)


def _deals(reading: Reading) -> list[Deal]:
    """The agreements of a page in the order of the text; one that is told twice in other words is one."""
    deals: list[Deal] = []
    told: list[list[Mention]] = []
    for entity, mentions in reading.by_entity.items():
        if entity.kind != "Agreement":
            continue
        everywhere = [found for mention in mentions if (found := frame(reading, mention))]
        headline = [found for found in everywhere if found.sentence == reading.title]
        frames = [found for found in everywhere if found.sentence != reading.title]
        deal = Deal(entity, reading.types[entity], mentions, frames)
        if any(found.verb for found in deal.frames):
            frames = deal.frames + headline         # a headline only says who signed what the body tells of
        elif _is_only(reading, entity) and len(mentions) > len(headline):
            frames = deal.frames = [found for found in headline if found.verb] + deal.frames
        for found in frames:
            named = parties(reading, found, told) if len(deal.parties) < _PAIR else []
            told += [named] if len(named) >= _PAIR else []
            for party in named:
                deal.parties.setdefault(party.entity, found)
        if same := next((other for other in reversed(deals) if _same(reading, deal, other)), None):
            same.take(deal)
        else:
            deals.append(deal)
    deals += _one_each(reading)
    return [deal for deal in deals if not _only_talked_of(reading, deal, deals)]


def _is_only(reading: Reading, deal: Entity) -> bool:
    """Whether the page speaks of no other agreement: "the memorandum" may be what the headline calls an accord."""
    return all(mention.entity == deal for mention in reading.of_kind("Agreement", "Agreements"))


def _one_each(reading: Reading) -> Iterator[Deal]:
    """ "Signed separate agreements with X and with Y": that with X, that with Y."""
    for number, (found, named) in enumerate(severally(reading)):
        plural = found.mention.entity
        parties = {party.entity: found for party in named}
        entity = Entity("Agreement", f"{plural.key}/{number}")
        yield Deal(entity, reading.types[plural], [found.mention], [found], parties)


def _only_talked_of(reading: Reading, deal: Deal, deals: list[Deal]) -> bool:
    """Talks on an agreement that the page announces or reports elsewhere with one of the parties."""
    done = any((found.verb and found.voice != "talks") or is_elliptic(reading, found.mention) for found in deal.frames)
    if done or not deal.frames or _status(reading, deal) == "absent":
        return False
    others = (other for other in deals if other is not deal and other.kind == deal.kind
              and other.frames and _status(reading, other) != "absent")
    shared = (other for other in others if other.parties.keys() & deal.parties.keys())
    return any(other.first.voice not in ("", "talks") for other in shared)


def _same(reading: Reading, deal: Deal, other: Deal) -> bool:
    """Whether "the agreement with X" is one told before: no other party, no other day, no other type or standing."""
    typed = deal.kind in ("agreement", other.kind)
    if typed and deal.frames and other.frames and not deal.parties and _status(reading, deal) == "absent":
        return True                         # "No memorandum has been signed to date between the two services"
    if not (deal.mentions[0].definite and typed and other.frames and deal.frames):
        return False
    days = [{m.start for found in one.frames if (m := moment(reading, found))} for one in (deal, other)]
    other_day = all(days) and not days[0] & days[1]
    return (deal.parties.keys() <= other.parties.keys() and not other_day
            and _status(reading, deal) == _status(reading, other))


def _is_told(reading: Reading, deal: Deal) -> bool:
    """Whether there is a party, or a signing; a state or two where nothing is signed, since then everything might be
    meant."""
    if not deal.parties:
        return any(_is_signing(reading, found) for found in deal.frames)
    states = any(map(is_state, deal.parties))
    together = any(governed(reading, found.mention) for found in deal.frames)
    signed = together or any(found.verb for found in deal.frames) or _status(reading, deal) == "absent"
    exists = any(reading.says(around(reading, found), "agreements", "slots", "exists") for found in deal.frames)
    if len(deal.parties) == 1 and not signed and not (states and exists):
        return False
    return states or len(deal.parties) > (_status(reading, deal) == "absent")


def _is_signing(reading: Reading, found: Frame) -> bool:
    """Whether a sentence tells of a signing itself, even if no party is known: by whom, or when it was and where."""
    if found.verb is None or found.voice == "talks" or standing(reading, found) != "signed":
        return False
    day, persons = moment(reading, found), signers(reading, found)
    dated = bool(day and len(day.start) > _YEAR and (persons or place(reading, found)))
    return dated or len(persons) >= _PAIR


def _status(reading: Reading, deal: Deal) -> str:
    """What the telling frame says, unless a later one takes it back: "it has not been signed yet"."""
    said = [standing(reading, found) for found in deal.frames if found is deal.first or found.verb]
    taken_back = next((slug for slug in said if slug in ("cancelled", "absent")), "")
    agreed = deal.first.verb and reading.says(deal.first.verb, "agreements", "sign", "agreed")
    return taken_back or ("planned" if agreed and "planned" in said else standing(reading, deal.first))


def _agreement(reading: Reading, deal: Deal) -> Iterator[Fact]:
    entity, first = deal.entity, deal.first
    rule = "agreement.signed" if first.verb else "agreement.between"
    yield Fact(entity, terms.TYPE, Entity("Class", "Agreement"), rule, first.sentence)
    yield Fact(entity, terms.AGREEMENT_TYPE, Entity("Concept", f"agreement-type/{deal.kind}"), rule, first.mention.span)
    status = _status(reading, deal)
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{status}"), rule, first.sentence)
    for signatory, found in deal.parties.items():
        yield Fact(entity, terms.SIGNATORY, signatory, "agreement.signatory", found.sentence)
    if status in ("signed", "planned"):
        yield from _signers(reading, deal)
        yield from _date(reading, deal)
    if status != "absent":
        yield from _place(reading, deal)
    for found in deal.frames:
        for helper in helpers(reading, found, deal.parties):
            yield Fact(entity, terms.FACILITATED_BY, helper, "agreement.facilitated-by", found.sentence)
    yield from _subject(reading, deal)


def _signers(reading: Reading, deal: Deal) -> Iterator[Fact]:
    """The persons who sign, each where it is told first."""
    told = {person.entity: found for found in reversed(deal.frames) for person in signers(reading, found)}
    for person, found in reversed(told.items()):
        yield Fact(deal.entity, terms.SIGNED_BY, person, "agreement.signed-by", found.sentence)


def _date(reading: Reading, deal: Deal) -> Iterator[Fact]:
    """The first day that a sentence with the words of signing names."""
    for found in _most_telling(deal):
        if day := moment(reading, found):
            value = Value(day.start, datatype_of(day.start))
            rule = "agreement.signed-on" + ".relative" * day.relative
            yield Fact(deal.entity, terms.SIGNED_ON, value, rule, found.sentence)
            return


def _place(reading: Reading, deal: Deal) -> Iterator[Fact]:
    """The first place where it was, is or was to be signed."""
    for found in _most_telling(deal):
        if spot := place(reading, found):
            yield Fact(deal.entity, terms.LOCATION, spot.entity, "agreement.signed-in", found.sentence)
            return


def _most_telling(deal: Deal) -> list[Frame]:
    return sorted(deal.frames, key=lambda found: found is not deal.first)


def _subject(reading: Reading, deal: Deal) -> Iterator[Fact]:
    """Crimes and themes of what is said of the agreement, and the countries of the parties."""
    for concept, sentence in _concepts(reading, deal).items():
        predicate = terms.ADDRESSES if concept.key.startswith("crime/") else terms.THEME
        yield Fact(deal.entity, predicate, concept, "agreement.subject", sentence)
    countries = {reading.countries.get(party) or party.key for party in deal.parties
                 if party in reading.countries or party.kind == "Country"}
    for code in sorted(countries):
        yield Fact(deal.entity, terms.IN_COUNTRY, Entity("Country", code), "agreement.country", deal.first.sentence)


def _concepts(reading: Reading, deal: Deal) -> dict[Entity, Span]:
    """What the telling sentence is about, and those that open with the agreement: "The memorandum covers …"."""
    found: dict[Entity, Span] = {}
    named = [m.span for m in reading.of_kind("Organization", "Person", "LegalInstrument", "PolicyInstrument")]
    whole = around(reading, deal.first)
    if _status(reading, deal) == "absent":          # "smuggling thrives, since there is no accord on labour"
        whole = Span(min(deal.first.mention.span.start, whole.end), whole.end)
    told = [m for m in reading.of_kind("Concept", within=whole) if not of_another(reading, m.span, deal.first)]
    for mention in deal.mentions:
        told += reading.of_kind("Concept", within=about(reading, mention))
    for mention in deal.mentions:       # "a labour agreement", "un accord de réadmission"
        for slug in themes(reading, mention):
            found.setdefault(Entity("Concept", f"theme/{slug}"), reading.sentence(mention.span))
    for mention in told:
        if not any(name.covers(mention.span) for name in named):
            found.setdefault(mention.entity, reading.sentence(mention.span))
    return found

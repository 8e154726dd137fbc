"""Agreements: signed, to be signed or absent; between whom, when, where, on what.

A frame opens where a sentence speaks of an agreement and of signing it, or names the parties "between" whom it stands.
An agreement that no sentence ties to a party is not published.
"""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.signing import Frame, frame, signers
from oimgraph.mentions.slots import datatype_of
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "agreement.signed", "agreement.between", "agreement.signatory", "agreement.signed-on",
    "agreement.signed-in", "agreement.signed-by", "agreement.absent",
    "agreement.subject", "agreement.country",
)

_DETERMINER = 15            # characters before a noun in which "no" stands
_TAIL = 3                   # characters of the verb's own ending
_NEAR = 45                  # characters before the verb of signing in which it is put off, negated or announced


def agreements(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Agreement":
            yield from _agreement(reading, entity, mentions)


def _agreement(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    frames = [found for mention in mentions if (found := frame(reading, mention))]
    parties: dict[Entity, Span] = {}
    for found in frames:
        for party in found.parties:
            parties.setdefault(party.entity, found.sentence)
    telling = [found for found in frames if found.parties]
    if not telling:
        yield from _absent(reading, entity, mentions)
        return
    first = next((found for found in telling if found.verb), telling[0])
    rule = "agreement.signed" if first.verb else "agreement.between"
    yield Fact(entity, terms.TYPE, Entity("Class", "Agreement"), rule, first.sentence)
    kind = reading.types[entity]
    yield Fact(entity, terms.AGREEMENT_TYPE, Entity("Concept", f"agreement-type/{kind}"), rule, first.mention.span)
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{_status(reading, first)}"), rule, first.sentence)
    for signatory, where in parties.items():
        yield Fact(entity, terms.SIGNATORY, signatory, "agreement.signatory", where)
    for office in signers(reading, first):
        yield Fact(entity, terms.SIGNED_BY, office.person, "agreement.signed-by", first.sentence)
    yield from _circumstances(reading, entity, frames)
    yield from _subject(reading, entity, parties, first)


def _absent(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    """ "Aucun accord de réadmission ne lie le Niger à l'Algérie": states without an agreement."""
    for mention in mentions:
        sentence = reading.sentence(mention.span)
        lacking = Frame(mention, sentence, sentence, None, ())
        states = {m.entity.key: m.entity for m in reading.of_kind("Country", within=clause(reading, mention.span))}
        if sentence != reading.title and len(states) > 1 and _status(reading, lacking) == "absent":
            rule = "agreement.absent"
            yield Fact(entity, terms.TYPE, Entity("Class", "Agreement"), rule, sentence)
            kind = Entity("Concept", f"agreement-type/{reading.types[entity]}")
            yield Fact(entity, terms.AGREEMENT_TYPE, kind, rule, mention.span)
            yield Fact(entity, terms.STATUS, Entity("Concept", "status/absent"), rule, sentence)
            for code in sorted(states):
                yield Fact(entity, terms.IN_COUNTRY, states[code], rule, sentence)
            return


def _status(reading: Reading, frame: Frame) -> str:
    """What the words around the verb of signing say, or right before the agreement: "aucun accord"."""
    if reading.words.pattern("agreements", "slots", "none").search(reading.folded, *_before(frame)):
        return "absent"
    verb = frame.verb
    around = clause(reading, verb or frame.mention.span)
    if verb:
        put_off = Span(verb.start, frame.scope.end) if frame.by_noun else verb
        if reading.words.pattern("status", "status", "cancelled").search(reading.folded, put_off.start, put_off.end):
            return "cancelled"
        around = Span(max(around.start, verb.start - _NEAR), min(verb.end + _TAIL, frame.scope.end))
    for slug in ("cancelled", "absent", "planned"):
        if reading.words.pattern("status", "status", slug).search(reading.folded, around.start, around.end):
            return slug
    return "signed"


def _before(frame: Frame) -> tuple[int, int]:
    return max(frame.sentence.start, frame.mention.span.start - _DETERMINER), frame.mention.span.start


def _circumstances(reading: Reading, entity: Entity, frames: list[Frame]) -> Iterator[Fact]:
    """Day and place of signing: the first that a sentence with the words of signing names."""
    signed = [found for found in frames if found.verb]
    dated = ((found, moment) for found in signed for moment in inside(reading.moments, _around(reading, found)))
    for found, moment in list(dated)[:1]:
        if not moment.end:
            value = Value(moment.start, datatype_of(moment.start))
            yield Fact(entity, terms.SIGNED_ON, value, "agreement.signed-on", found.sentence)
    placed = ((found, place) for found in signed for place in reading.of_kind("Place", within=_around(reading, found))
              if not (reading.dateline and reading.dateline.covers(place.span)))
    for found, place in list(placed)[:1]:
        yield Fact(entity, terms.LOCATION, place.entity, "agreement.signed-in", found.sentence)


def _around(reading: Reading, frame: Frame) -> Span:
    """The clause around an agreement, as far as it speaks of it alone."""
    around = clause(reading, frame.mention.span)
    return Span(max(around.start, frame.scope.start), min(around.end, frame.scope.end))


def _subject(reading: Reading, entity: Entity, parties: dict[Entity, Span], frame: Frame) -> Iterator[Fact]:
    """Crimes and themes of the sentence, and the countries of the parties."""
    sentence = frame.sentence
    for concept in dict.fromkeys(m.entity for m in reading.of_kind("Concept", within=frame.scope)):
        predicate = terms.ADDRESSES if concept.key.startswith("crime/") else terms.THEME
        yield Fact(entity, predicate, concept, "agreement.subject", sentence)
    countries = {reading.countries.get(party) or party.key for party in parties
                 if party in reading.countries or party.kind == "Country"}
    for code in sorted(countries):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "agreement.country", sentence)


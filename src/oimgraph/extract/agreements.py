"""Agreements: signed, to be signed or absent; between whom, when, where, on what.

A frame opens where a sentence speaks of an agreement and of signing it, or names the parties "between" whom it stands.
An agreement that no sentence ties to a party is not published.
"""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, datatype_of
from oimgraph.mentions.status import clause, status
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "agreement.signed", "agreement.between", "agreement.signatory", "agreement.signed-on",
    "agreement.signed-in", "agreement.subject", "agreement.country",
)


def agreements(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Agreement":
            yield from _agreement(reading, entity, mentions)


def _agreement(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    frames = [(m, frame) for m in mentions if (frame := _frame(reading, m))]
    parties: dict[Entity, Span] = {}
    for _, (_, found, sentence) in frames:
        for party in found:
            parties.setdefault(party.entity, sentence)
    if not parties or not frames:
        return
    mention, (rule, _, sentence) = frames[0]
    yield Fact(entity, terms.TYPE, Entity("Class", "Agreement"), rule, sentence)
    kind = reading.types[entity]
    yield Fact(entity, terms.AGREEMENT_TYPE, Entity("Concept", f"agreement-type/{kind}"), rule, mention.span)
    told = status(reading, mention.span)
    told = told if told in ("planned", "absent", "cancelled") else "signed"
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{told}"), rule, sentence)
    for signatory, where in parties.items():
        yield Fact(entity, terms.SIGNATORY, signatory, "agreement.signatory", where)
    yield from _circumstances(reading, entity, mention, sentence)
    yield from _subject(reading, entity, parties, sentence)


Frame = tuple[str, list[Mention], Span]


def _frame(reading: Reading, mention: Mention) -> Frame | None:
    """The rule, the parties and the sentence of a frame around a mention of an agreement."""
    sentence = reading.sentence(mention.span)
    if sentence == reading.title:
        return None
    verb = reading.words.pattern("agreements", "sign", "verb").search(reading.folded, sentence.start, sentence.end)
    parties: list[Mention] = []
    for key in ("between", "with"):
        for slot in reading.words.pattern("agreements", "slots", key).finditer(
            reading.folded, mention.span.end if key == "between" else sentence.start, sentence.end
        ):
            if key == "with" and not verb:
                continue
            chain = chain_after(reading, slot.end(), sentence.end)
            if chain and (key == "with" or len(chain) > 1):
                parties += chain
                break
    rule = "agreement.between"
    if verb:
        rule = "agreement.signed"
        parties += chain_before(reading, verb.start(), sentence.start)
        by = reading.words.pattern("agreements", "slots", "by").search(reading.folded, verb.end(), sentence.end)
        parties += chain_after(reading, by.end(), sentence.end) if by else []
    return (rule, parties, sentence) if parties else None


def _circumstances(reading: Reading, entity: Entity, mention: Mention, sentence: Span) -> Iterator[Fact]:
    around = clause(reading, mention.span)
    for moment in list(inside(reading.moments, around))[:1]:
        if not moment.end:
            value = Value(moment.start, datatype_of(moment.start))
            yield Fact(entity, terms.SIGNED_ON, value, "agreement.signed-on", sentence)
    for place in reading.of_kind("Place", within=around)[:1]:
        if not (reading.dateline and reading.dateline.covers(place.span)):
            yield Fact(entity, terms.LOCATION, place.entity, "agreement.signed-in", sentence)


def _subject(reading: Reading, entity: Entity, parties: dict[Entity, Span], sentence: Span) -> Iterator[Fact]:
    """Crimes and themes of the sentence, and the countries of the parties."""
    for concept in dict.fromkeys(m.entity for m in reading.of_kind("Concept", within=sentence)):
        predicate = terms.ADDRESSES if concept.key.startswith("crime/") else terms.THEME
        yield Fact(entity, predicate, concept, "agreement.subject", sentence)
    countries = {reading.countries.get(party) or party.key for party in parties
                 if party in reading.countries or party.kind == "Country"}
    for code in sorted(countries):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "agreement.country", sentence)


"""Agreements: signed, to be signed or absent; between whom, when, where, on what.

A frame opens where a sentence speaks of an agreement and of signing it, or names the parties "between" whom it stands.
An agreement that no sentence ties to a party is not published.
"""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, datatype_of
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Office, Span, Value

RULES = (
    "agreement.signed", "agreement.between", "agreement.signatory", "agreement.signed-on",
    "agreement.signed-in", "agreement.signed-by",
    "agreement.subject", "agreement.country",
)

_NEAR = 45                  # characters before the verb of signing in which it is put off, negated or announced


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
    told = _status(reading, mention, sentence)
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{told}"), rule, sentence)
    for signatory, where in parties.items():
        yield Fact(entity, terms.SIGNATORY, signatory, "agreement.signatory", where)
    for office in _signers(reading, mention, sentence):
        yield Fact(entity, terms.SIGNED_BY, office.person, "agreement.signed-by", sentence)
    yield from _circumstances(reading, entity, mention, sentence)
    yield from _subject(reading, entity, parties, sentence)


def _status(reading: Reading, mention: Mention, sentence: Span) -> str:
    """What the words around the verb of signing say; those around the agreement where there is no such verb."""
    verb = reading.words.pattern("agreements", "sign", "verb").search(reading.folded, sentence.start, sentence.end)
    around = Span(max(sentence.start, verb.start() - _NEAR), verb.end()) if verb else clause(reading, mention.span)
    for slug in ("cancelled", "absent", "planned"):
        if reading.words.pattern("status", "status", slug).search(reading.folded, around.start, around.end):
            return slug
    return "signed"


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
        parties += [body for office in _signers(reading, mention, sentence) for body in _body_of(reading, office)]
    return (rule, parties, sentence) if parties else None


def _signers(reading: Reading, mention: Mention, sentence: Span) -> list[Office]:
    """ "signed by NAME, Director of X, and by NAME, …": persons in posts behind the verb and its "by"."""
    verb = reading.words.pattern("agreements", "sign", "verb").search(reading.folded, mention.span.start, sentence.end)
    slot = reading.words.pattern("agreements", "slots", "by")
    by = slot.match(reading.folded, _next_word(reading, verb.end())) if verb else None
    if not by:
        return []
    persons = {m.entity for m in reading.of_kind("Person", within=Span(by.end(), sentence.end))}
    return [office for office in reading.offices if office.person in persons and sentence.covers(office.post)]


def _next_word(reading: Reading, at: int) -> int:
    """Where the words go on after spaces and a date or place: "was signed in February 2022 by"."""
    moment = next((m for m in reading.moments if 0 <= m.span.start - at <= 12), None)
    at = moment.span.end if moment else at
    return at + 1 if reading.folded[at : at + 1] == " " else at


def _body_of(reading: Reading, office: Office) -> list[Mention]:
    """A mention of the body that the signer signs for."""
    return reading.by_entity.get(office.organization, [])[:1] if office.organization else []


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


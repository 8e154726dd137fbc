"""Who stands in the place of a giver: named together behind a preposition, or as the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, chain_after, chain_before, outermost, right_before
from oimgraph.model import Entity, Mention, Span

IOM = Entity("Organization", "organization/iom")

_ORDINAL = re.compile(r"'?\s?(?:\d{1,2}(?:e|er|eme|th|nd|rd|st|o|a)?\s)?")
_OWNS = re.compile(r"'s? (?=\w)")
_PARTED = r", {and}(?:{the})?"
_STOP = re.compile(r"[;:] ")
_ADVERB = 14                # characters of an adverb between a pronoun and its verb
_LEAD = 16                  # characters before a name in which a preposition with its article stands
_INVERTED = 70              # characters before a verb in which a relative pronoun stands, its subject behind the verb


def giver_chain(reading: Reading, start: int, limit: int) -> list[Mention]:
    """Those who are named together right behind `start`, articles and ordinals aside."""
    folded = reading.folded
    chain = chain_after(reading, start, limit)
    if not chain:
        article = reading.words.pattern("funding", "gift", "article").match(folded, start + 1, limit)
        ordinal = _ORDINAL.match(folded, article.end() + 1 if article else start, limit)
        chain = chain_after(reading, ordinal.end(), limit) if ordinal else []
    owned = _OWNS.match(folded, chain[-1].span.end, limit) if chain else None
    body = chain_after(reading, owned.end(), limit, ("Organization",)) if owned else []
    if body:                                # "Japan's Ministry of …"
        return [*coordinated(reading, chain[:-1]), *coordinated(reading, body)]
    return _without_next(reading, coordinated(reading, chain))


def _without_next(reading: Reading, givers: list[Mention]) -> list[Mention]:
    """ "USD 2 million came from X, and Y doubled its contribution": a comma before "and" tells two apart."""
    between = Span(givers[0].span.end, givers[1].span.start) if len(givers) == 2 else None
    parted = between and reading.words.shape(_PARTED).fullmatch(reading.folded, between.start, between.end)
    return givers[:1] if parted else givers


def coordinated(reading: Reading, chain: Sequence[Mention], *, last: bool = False) -> list[Mention]:
    """Those named together, the first of them or the last: "with funds from X, Y has launched" names two apart.

    What only owns the one before is none of them: "le Bureau du Département d'Etat", "the University of X, Ghana".
    """
    groups: list[list[Mention]] = []
    listed: list[Mention] = []              # behind a comma, until a coordinator tells that the list goes on
    joined = reading.words.pattern("funding", "gift", "joined")
    for before, mention in zip([None, *chain], chain, strict=False):
        between = reading.folded[before.span.end : mention.span.start] if before else ""
        if before and between == " " and groups[-1][-1] == before and are_bodies([before, mention]):
            groups[-1][-1] = mention        # "the United Nations Emergency Fund"
        elif before and joined.search(between) and not between.rstrip().endswith("("):
            groups[-1] += [*listed, mention]
            listed = []
        elif before and "," in between:
            listed.append(mention)
        elif not before:
            groups.append([mention])
    apart = [mention for mention in listed if mention.entity.kind != "Country"]
    return (apart[-1:] or groups[-1]) if last and groups else _without_subject(reading, [m for g in groups for m in g])


def _without_subject(reading: Reading, givers: list[Mention]) -> list[Mention]:
    """ "With EUR 2 million from X, IOM and Y will …": what follows a comma before IOM are no givers but who acts."""
    own = next((index for index, giver in enumerate(givers) if index and giver.entity == IOM), 0)
    commas = [index for index in range(1, own + 1)
              if "," in reading.folded[givers[index - 1].span.end : givers[index].span.start]]
    return givers[: commas[-1]] if commas else givers


def are_bodies(mentions: Sequence[Mention]) -> bool:
    return all(mention.entity.kind == "Organization" for mention in mentions)


def subjects(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """The subject of a verb: before it, or behind where a relative pronoun opens the clause ("que finance X")."""
    inverted = reading.words.pattern("funding", "pays", "inverted")
    opening = Span(max(sentence.start, verb.start - _INVERTED), verb.start)
    fronted = inverted.search(reading.folded, opening.start, opening.end)
    behind = giver_chain(reading, verb.end, sentence.end) if fronted else []
    if behind:
        return behind
    stops = [stop.end() for stop in _STOP.finditer(reading.folded, sentence.start, verb.start)]
    floor = max([sentence.start, *stops])
    chain = coordinated(reading, chain_before(reading, _aside(reading, verb.start, floor), floor), last=True)
    if not chain and (behind := _behind_object(reading, verb, sentence)):
        return behind
    if not chain:
        others = (_itself, _taken_up, _going_on)
        return next((found for find in others if (found := find(reading, verb, sentence))), [])
    relative = reading.words.pattern("funding", "pays", "which").search(reading.folded, chain[-1].span.end, verb.start)
    if relative or not _is_governed(reading, chain[0], floor) or _is_absolute(reading, chain[0], verb):
        return chain[-1:] if relative else chain
    return chain[len(_without_subject(reading, chain)) :]       # "With funds from X, IOM and Y run the project"


def _aside(reading: Reading, end: int, floor: int) -> int:
    """Where a subject ends that has an aside between it and its verb: "X, through Y, gave", "X, who …, gave"."""
    start = reading.folded.rfind(", ", floor, reading.folded.rfind(", ", floor, end))
    return start if start >= 0 and opens_aside(reading, start + len(", "), end) else end


def opens_aside(reading: Reading, start: int, limit: int) -> bool:
    """Whether "through", "who" or "a partner" stands at the head of what a comma has opened."""
    tables = (("gift", "through", "aside"), ("pays", "which"))
    return any(reading.words.pattern("funding", *table).match(reading.folded, start, limit) for table in tables)


def _behind_object(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """ "Financia la campaña la Oficina de …": behind what is paid for, where the verb opens its sentence."""
    if reading.page.language != "es" or verb.start != sentence.start:
        return []
    paid = reading.of_kind("Project", "Event", within=Span(verb.end, sentence.end))[:1]
    return [giver for item in paid for giver in giver_chain(reading, item.span.end, sentence.end)]


def _is_governed(reading: Reading, mention: Mention, floor: int) -> bool:
    """Whether a preposition stands before it: "organised in Ghana funded", "le représentant de l'Union"."""
    lead = Span(max(floor, mention.span.start - _LEAD), mention.span.start)
    return right_before(reading.words.pattern("funding", "pays", "governing"), reading.folded, lead)


def _is_absolute(reading: Reading, first: Mention, verb: Span) -> bool:
    """ "…, with Denmark contributing USD 1.5 million": English gives a participle its own subject behind "with"."""
    participle = reading.words.pattern("funding", "pays", "absolute").fullmatch(reading.fold(verb))
    lead = reading.words.shape(", {with}$")
    return bool(participle and lead.search(reading.folded, max(0, first.span.start - _LEAD), first.span.start))


def _itself(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """ "La propia Organización aportará …": IOM, that speaks."""
    own = reading.words.pattern("funding", "gift", "own").finditer(reading.folded, sentence.start, verb.start)
    beside = [match for match in own if verb.start - match.end() <= _ADVERB]
    return [Mention(Span(*beside[-1].span()), IOM)] if beside and IOM in reading.by_entity else []


def _taken_up(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """ "Celui-ci a versé …": the last body of the sentence before."""
    clause = reading.folded.rfind("; ", sentence.start, verb.start)
    pronoun = reading.words.pattern("funding", "pays", "subject", *(["again"] if clause >= 0 else []))
    if not any(m.end() >= verb.start - _ADVERB for m in pronoun.finditer(reading.folded, sentence.start, verb.start)):
        return []
    if clause >= 0:                         # "Spain will finance the training; it has already given …"
        bodies = outermost(reading.of_kind(*PARTIES, within=Span(sentence.start, clause)))
        return bodies[:1] if bodies and bodies[0].span.start - sentence.start <= _ADVERB else []
    number = reading.number(sentence)
    earlier = reading.sentences[number - 1] if number else reading.title
    bodies = outermost(reading.of_kind(*PARTIES, within=earlier))
    return bodies[-1:] if earlier != reading.title else []


def _going_on(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """ "X is the main partner abroad and contributes …": the subject of a first verb, when no one else is named."""
    joined = reading.words.pattern("figures", "link", "and")
    named = outermost(reading.of_kind(*PARTIES, within=Span(sentence.start, verb.start)))
    begins = named and named[0].span.start - sentence.start <= _ADVERB
    lead = Span(max(sentence.start, verb.start - _ADVERB), verb.start)
    goes_on = right_before(joined, reading.folded, lead)
    alone = begins and goes_on and len(named) == 1 and not _is_governed(reading, named[0], sentence.start)
    return named if alone else []


def gives_money(reading: Reading, giver: Mention) -> bool:
    """Whether support from this body means money: a state or government that is not the page's own, a fund, a donor."""
    entity = giver.entity
    if entity.kind == "Country":
        return entity.key != reading.country
    if reading.classes.get(entity) == "Fund":
        return True
    if entity.key.startswith("government/"):
        return entity.key != f"government/{reading.country}"
    names = [reading.fold(giver.span), *(reading.fold(label.span) for label in reading.labels.get(entity, ()))]
    donor = reading.words.pattern("funding", "donor", "name")
    home = reading.countries.get(entity, "")
    return (not home or home != reading.country) and any(donor.fullmatch(" ".join(name.split())) for name in names)

"""Plans, strategies, laws, treaties and publications: name, type, status, country, issuer, subject, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.instruments.enactment import before, behind, status
from oimgraph.mentions.instruments.expected import is_expected
from oimgraph.mentions.instruments.issuing import issuers, named_issuer, year
from oimgraph.mentions.instruments.matter import crimes_of
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chains, datatype_of
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "instrument.named", "instrument.type", "instrument.status", "instrument.country", "instrument.issuer",
    "instrument.subject", "instrument.matter", "instrument.years", "publication.named", "publication.year",
    "publication.subject", "publication.issuer", "publication.country",
)

IOM = Entity("Organization", "organization/iom")
_ABSENT = Entity("Concept", "status/absent")
_KINDS = ("PolicyInstrument", "LegalInstrument")
_INTERNATIONAL = ("convention", "protocol", "regional-process", "compact")


def instruments(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind in _KINDS:
            yield from _instrument(reading, entity, mentions)
        elif entity.kind == "Publication":
            yield from _publication(reading, entity, mentions)


def _instrument(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    told, first = _in_body(reading, mentions), mentions[0].span
    stated = [*_status(reading, entity, told), *_years(reading, entity, told)]
    if not stated and _in_general(reading, entity, mentions):
        return
    yield Fact(entity, terms.TYPE, Entity("Class", entity.kind), "instrument.named", first)
    yield from _labels(reading, entity, "instrument.named")
    if kind := reading.types.get(entity):
        concept = Entity("Concept", f"instrument-type/{kind}")
        yield Fact(entity, terms.INSTRUMENT_TYPE, concept, "instrument.type", first)
    issued, span = _issuers(reading, entity, told)
    absent = any(fact.object == _ABSENT for fact in stated)
    for body in issued:
        if body.kind != "PolicyInstrument" and not absent:          # "Plan de Acción de la CRM": a process is no actor
            yield Fact(entity, terms.ISSUED_BY, body, "instrument.issuer", span)
    bodies = {reading.classes.get(body) for body in issued if body != IOM}      # that IOM helped tells nothing
    if bodies != {"IntergovernmentalOrganization"} and (country := _countries(reading, entity, told)):
        codes, span = country
        for code in codes:
            yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "instrument.country", span)
    yield from _subject(reading, entity, mentions, "instrument.subject")
    yield from stated


def _in_general(reading: Reading, entity: Entity, mentions: list[Mention]) -> bool:
    """ "la politique migratoire marocaine": small letters and adjectives name no text of its own."""
    names = [reading.text(m.span) for m in mentions]
    small = reading.types.get(entity) in ("policy", "strategy") and not any(name[0].isupper() for name in names)
    joint = reading.words.pattern("instruments", "name", "connectors")
    return small and not any(joint.search(reading.fold(m.span)) for m in mentions)


def _in_body(reading: Reading, mentions: list[Mention]) -> list[Span]:
    """Where the body speaks of it, the title last: what is said there counts first."""
    spans = [m.span for m in mentions]
    return sorted(spans, key=lambda span: (reading.title.covers(span), span.start))


def _labels(reading: Reading, entity: Entity, rule: str) -> Iterator[Fact]:
    for index, label in enumerate(reading.labels.get(entity, ())):
        value = Value(label.text, language=reading.page.language)
        yield Fact(entity, terms.ALT_LABEL if index else terms.LABEL, value, rule, label.span)


def _status(reading: Reading, entity: Entity, spans: list[Span]) -> Iterator[Fact]:
    """What the words around its name say, else what a proper name, a law or a project's outcome stands for."""
    if reading.types.get(entity) == "regional-process":
        return                              # it meets; it is not enacted
    found = next(((slug, span) for span in spans if (slug := status(reading, span))), None)
    if found and found[0] == "in-force" and is_expected(reading, found[1]):
        found = ("planned", found[1])
    slug, span = found or (_presumed(reading, entity, spans[0]), spans[0])
    slug = slug or ("planned" if is_expected(reading, span) else "")
    drafted = reading.words.pattern("enactment", "draft", "noun").search(reading.fold(spans[0]))
    around = Span(before(reading, span).start, behind(reading, span).end)
    enacted = slug == "in-force" and found and reading.says(around, "enactment", "draft", "enacted")
    if drafted and slug not in ("absent", "cancelled") and not enacted:
        slug, span = "planned", spans[0]
    if slug:
        concept = Entity("Concept", f"status/{slug}")
        yield Fact(entity, terms.STATUS, concept, "instrument.status", reading.sentence(span))


def _presumed(reading: Reading, entity: Entity, span: Span) -> str:
    """A law or treaty that a page cites without more is in force, so is a plan with a proper name."""
    if entity.kind == "LegalInstrument" or reading.text(span)[0].isupper():
        return "in-force"
    return ""


def _issuers(reading: Reading, entity: Entity, spans: list[Span]) -> tuple[list[Entity], Span]:
    """The body in the name, else the first that the text says to have issued it, and the sentence that tells."""
    for span in spans:
        if found := named_issuer(reading, entity, span) or issuers(reading, span):
            return list(dict.fromkeys(body.entity for body in found)), reading.sentence(span)
    return [], spans[0]


def _countries(reading: Reading, entity: Entity, spans: list[Span]) -> tuple[list[str], Span] | None:
    """The country in the name, else those that act in its clause, else the page's for what is national."""
    if entity.key.startswith("instrument/") or reading.types.get(entity) in _INTERNATIONAL:
        return None
    words = reading.words
    if any(words.pattern("enactment", "scope", "regional").search(reading.fold(span)) for span in spans):
        return None
    for span in spans:
        codes = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=span)}
        if len(codes) == 1:
            return [*codes], span
    if found := _adopting(reading, spans[0]) or _counted(reading, spans[0]) or _beside(reading, spans[0]):
        return found, reading.sentence(spans[0])
    national = any(words.pattern("institutions", "adjective", "national").search(reading.fold(span)) for span in spans)
    of_page = (national or entity.kind == "LegalInstrument") and not _elsewhere(reading, spans[0])
    code = (reading.country if of_page else "") or _of_state_bodies(reading, spans[0])
    return ([code], reading.sentence(spans[0])) if code else None


def _of_state_bodies(reading: Reading, span: Span) -> str:
    """ "submitted to the National Assembly of Zambia": the state of the only bodies that its clause names, if it is the
    page's, or the page tells none."""
    after = behind(reading, span)
    ends = reading.words.shape(", {and}").search(reading.folded, after.start, after.end)
    around = Span(before(reading, span).start, ends.start() if ends else after.end)
    bodies = reading.of_kind("Organization", within=around)
    states = {reading.countries.get(m.entity, "") for m in bodies if reading.classes.get(m.entity) == "GovernmentBody"}
    code = states.pop() if len(states) == 1 else ""
    return code if reading.country in ("", code) else ""


def _elsewhere(reading: Reading, span: Span) -> bool:
    """Whether its clause speaks of places, none of them of the page's country: "Freetown applied its law"."""
    told = {reading.countries.get(m.entity, "") for m in reading.of_kind("Place", within=before(reading, span))} - {""}
    return bool(told) and reading.country not in told


def _adopting(reading: Reading, span: Span) -> list[str]:
    """ "They noted that the Act, adopted by Kenya in 2010, has led to few cases": the state that did so."""
    around, passive = behind(reading, span), reading.words.pattern("enactment", "issue", "passive")
    adopted = passive.search(reading.folded, around.start, around.end)
    states = chain_after(reading, adopted.end(), around.end, ("Country",)) if adopted else []
    return list(dict.fromkeys(m.entity.key for m in states))


def _counted(reading: Reading, span: Span) -> list[str]:
    """ "None of the three countries has a policy": the states of the title, or those named more than all others."""
    for key, count in (("two", 2), ("three", 3)):
        if reading.says(before(reading, span), "enactment", "states", key):
            titled = {m.entity.key for m in reading.of_kind("Country", within=reading.title)}
            named = Counter(m.entity.key for m in reading.of_kind("Country")).most_common(count + 1)
            clear = len(named) == count or (len(named) > count and named[count - 1][1] > named[count][1])
            return sorted(titled) if len(titled) == count else sorted(code for code, _ in named[:count] if clear)
    return []


def _beside(reading: Reading, span: Span) -> list[str]:
    """The nearest states before the name in its clause, else the only one of the sentence."""
    around = before(reading, span)
    if states := chains(reading, around, ("Country",)):
        return list(dict.fromkeys(m.entity.key for m in states[-1]))
    bodies = [m.span for m in reading.of_kind("Organization", within=reading.sentence(span))]
    told = reading.of_kind("Country", "Demonym", within=reading.sentence(span))
    codes = {m.entity.key for m in told if not any(body.covers(m.span) for body in bodies)}
    return [*codes] if len(codes) == 1 else []


def _subject(reading: Reading, entity: Entity, mentions: list[Mention], rule: str) -> Iterator[Fact]:
    """The crimes in its names; of a referral mechanism and of a law "on the matter" those of its sentence or page."""
    told: dict[Entity, Span] = {}
    for mention in mentions:
        about = () if entity.kind == "Publication" else crimes_of(reading, mention.span)
        for crime in (*_crimes(reading, mention.span), *about):
            told.setdefault(crime, mention.span)
    for crime, span in told.items():
        yield Fact(entity, terms.ADDRESSES, crime, rule, span)
    first = mentions[0].span
    matter = reading.words.pattern("enactment", "scope", "matter").search(reading.fold(first))
    if not told and (matter or reading.types.get(entity) == "referral-mechanism"):
        for crime in _crimes(reading, reading.sentence(first)) or _crimes(reading, reading.title):
            yield Fact(entity, terms.ADDRESSES, crime, "instrument.matter", reading.sentence(first))


def _crimes(reading: Reading, span: Span) -> list[Entity]:
    found = (m.entity for m in reading.of_kind("Concept", within=span) if m.entity.key.startswith("crime/"))
    return list(dict.fromkeys(found))


def _years(reading: Reading, entity: Entity, spans: list[Span]) -> Iterator[Fact]:
    """The period of its name; else since when a policy is in use, or when it ran out."""
    start, end = reading.years.get(entity, ("", ""))
    for span in spans if entity.kind == "PolicyInstrument" and not start else ():
        start = start or year(reading, span, "since")
        end = end or year(reading, span, "ended")
    for predicate, told in ((terms.START, start), (terms.END, end)):
        if told:
            value = Value(told, datatype_of(told))
            yield Fact(entity, predicate, value, "instrument.years", reading.sentence(spans[0]))


def _publication(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    spans = _in_body(reading, mentions)
    first = next((label.span for label in reading.labels.get(entity, ())), spans[0])
    yield Fact(entity, terms.TYPE, Entity("Class", "Publication"), "publication.named", first)
    yield from _labels(reading, entity, "publication.named")
    named = next(iter(reading.years.get(entity, ())), "")
    if told := named or next(filter(None, (year(reading, span, "published") for span in spans)), ""):
        yield Fact(entity, terms.PUBLICATION_YEAR, Value(told, "gYear"), "publication.year", reading.sentence(spans[0]))
    issued, span = _issuers(reading, entity, spans)
    for body in issued:
        yield Fact(entity, terms.ISSUED_BY, body, "publication.issuer", span)
    yield from _subject(reading, entity, mentions, "publication.subject")
    codes = {m.entity.key for m in reading.of_kind("Country", within=spans[0])}
    own = {m.entity.key for body in reading.of_kind("Organization", within=spans[0])
           for m in reading.of_kind("Country", within=body.span)}
    for code in sorted(codes - own):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "publication.country", spans[0])

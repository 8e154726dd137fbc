"""Who carries a project out, and with whom: behind participles and prepositions, before verbs, in a genitive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from oimgraph.mentions.funding.givers import IOM, giver_chain, subjects
from oimgraph.mentions.funding.paid import adjoined, adjoined_project
from oimgraph.mentions.funding.topic import PAGE, PAID, topic, topic_project
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains, outermost, right_before
from oimgraph.model import Entity, Mention, Span

_RUN = 120                  # characters between a verb and the project that it runs
_OWNER = 60                 # characters between a project and the body whose it is
_PRONOUN = 12               # characters beside a verb in which a pronoun or an auxiliary stands
_BACK = 3                   # sentences in which "both parties" were named
_BODIES = ("Organization",)
_HELPED = ("with", "beside")    # what leads to those who help, right behind those who carry a project out
_AND = r"(?<!\w){and}$"      # "It is funded by X and | implemented by Y"
_BY = r"(?<!\w){by}$"
_PART = r"(?<!\w)(?<!, ){a}(?:[\w'-]+ ){1,5}$"  # "the project has opened an office | run by X"
_GENITIVE = r"(?<!\w){genitive}$"

Role = tuple[Entity, Entity, str]           # project, body, rule


def implementers(reading: Reading, sentence: Span) -> Iterator[Role]:
    """Each project of a sentence with those who carry it out."""
    yield from _passive(reading, sentence)
    yield from _active(reading, sentence)
    yield from _means(reading, sentence)
    yield from _owners(reading, sentence)
    yield from _responsible(reading, sentence)


def _projects(reading: Reading, within: Span) -> list[Mention]:
    return reading.of_kind("Project", within=within)


def _passive(reading: Reading, sentence: Span) -> Iterator[Role]:
    """ "mis en œuvre par l'OIM et Y": of the project that the participle goes with."""
    for project, bodies, _ in _carried_out(reading, sentence):
        for body in bodies:
            yield project, body.entity, "project.implementer"


def _carried_out(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, list[Mention], list[Mention]]]:
    """Each project that is said to be carried out by some, with them and with those who help: "by IOM with X and Y"."""
    for match in reading.matches(sentence, "funding", "project", "implement"):
        chain = [m for m in giver_chain(reading, match.end(), sentence.end) if m.entity.kind == "Organization"]
        project = adjoined_project(reading, Span(*match.span()), sentence) if chain else None
        own = project and not _is_of_part(reading, match.start(), sentence)
        if project and own and (project != PAGE or _of_page(reading, match.start(), sentence)):
            bodies = _without_helpers(reading, chain)
            helpers = chain[len(bodies) :] or _beside(reading, bodies[-1].span, sentence, *_HELPED)
            yield project, bodies, helpers


def _without_helpers(reading: Reading, chain: list[Mention]) -> list[Mention]:
    """Those of a chain who stand before "with": "by IOM and X with the Ministry of Health and Y"."""
    helped = reading.words.pattern("funding", "project", *_HELPED)
    for number, (before, mention) in enumerate(pairwise(chain), 1):
        if helped.match(reading.folded, before.span.end + 1, mention.span.start):
            return chain[:number]
    return chain


def _of_page(reading: Reading, at: int, sentence: Span) -> bool:
    """Whether a participle on a project's page is the project's: "a study carried out by X" is only a part of it."""
    words, lead = reading.words, reading.folded[sentence.start : at].split()
    small = words.pattern("funding", "project", "be"), words.pattern("funding", "pays", "again")
    opens = all(any(pattern.fullmatch(word) for pattern in small) for word in lead)
    joined = words.shape(_AND).search(reading.folded, sentence.start, at)
    goes_on = joined and lead and small[1].fullmatch(lead[0])
    return bool(opens or goes_on or reading.of_kind("Project", within=Span(sentence.start, at)))


def _is_of_part(reading: Reading, at: int, sentence: Span) -> bool:
    """ "The project has opened an office run by X": the participle goes with what the project has; not in "carried out
    by a group led by X"."""
    before = reading.of_kind("Project", within=Span(sentence.start, at))
    start = before[-1].span.end if before else at
    part = reading.words.shape(_PART).search(reading.folded, start, at)
    return bool(part and not reading.words.shape(_BY).search(reading.folded, start, part.start()))


def _active(reading: Reading, sentence: Span) -> Iterator[Role]:
    """ "IOM and X run the project", "que l'OIM met en œuvre", "que ejecutan la OIM y la OIT"."""
    for project, verb, bodies in _run(reading, sentence):
        for body in (*bodies, *_beside(reading, verb, sentence, "together")):
            yield project, body.entity, "project.run"


def _run(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Span, list[Mention]]]:
    """Each verb of running with its project and those who run it."""
    for match in reading.matches(sentence, "funding", "project", "run"):
        verb = Span(*match.span())
        project = None if _is_passive(reading, verb, sentence) else _object(reading, verb, sentence)
        if project:
            bodies = [m for m in subjects(reading, verb, sentence) if m.entity.kind == "Organization"]
            if bodies := bodies or _both(reading, verb, sentence):
                yield project, verb, bodies


def _is_passive(reading: Reading, verb: Span, sentence: Span) -> bool:
    """ "was launched": no one is said to run it."""
    be = reading.words.pattern("funding", "project", "be")
    if not reading.words.pattern("funding", "project", "participle").fullmatch(reading.fold(verb)):
        return False
    return right_before(be, reading.folded, Span(max(sentence.start, verb.start - _PRONOUN), verb.start))


def _object(reading: Reading, verb: Span, sentence: Span) -> Entity | None:
    """The project right behind a verb, or before it in a relative clause; none when an event stands nearer."""
    behind = reading.of_kind(*PAID, within=Span(verb.end, min(verb.end + _RUN, sentence.end)))
    before = reading.of_kind(*PAID, within=Span(max(sentence.start, verb.start - _RUN), verb.start))
    relative = reading.words.pattern("funding", "pays", "relative")
    aims = reading.words.pattern("funding", "project", "aim")
    apart = bool(before) and aims.search(reading.folded, before[-1].span.end, verb.start)
    if before and not apart and relative.search(reading.folded, before[-1].span.end, verb.start):
        behind = before[-1:]
    if not behind and _takes_up(reading, verb, sentence):
        return topic_project(reading, sentence)
    return behind[0].entity if behind and behind[0].entity.kind == "Project" else None


def _takes_up(reading: Reading, verb: Span, sentence: Span) -> bool:
    """ "L'OIM le met en œuvre", "IOM implements it": a pronoun beside the verb."""
    near = Span(max(sentence.start, verb.start - _PRONOUN), min(sentence.end, verb.end + _PRONOUN))
    words = reading.matches(near, "funding", "project", "it")
    return any(0 <= verb.start - match.end() <= 1 or 0 <= match.start() - verb.end <= 1 for match in words)


def _both(reading: Reading, verb: Span, sentence: Span) -> list[Mention]:
    """ "ambas partes", "the two institutions": those who were last named together."""
    both = reading.words.pattern("funding", "project", "both").search(reading.folded, sentence.start, verb.start)
    number = reading.number(sentence)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number + 1]) if both else ():
        end = verb.start if earlier == sentence else earlier.end
        together = [chain for chain in chains(reading, Span(earlier.start, end), _BODIES) if len(chain) > 1]
        if together and earlier != reading.title:
            return together[-1][:2]
    return []


def _beside(reading: Reading, verb: Span, sentence: Span, *keys: str) -> list[Mention]:
    """ "IOM runs, together with X, …": those who run it as well; "has run since 2018 with X": those who help."""
    beside = reading.words.pattern("funding", "project", *keys).match(reading.folded, verb.end + 1, sentence.end)
    return chain_after(reading, beside.end(), sentence.end, _BODIES) if beside else []


def _owners(reading: Reading, sentence: Span) -> Iterator[Role]:
    """ "le programme de l'OIM", "IOM's project": whose project it is, implements it."""
    for project in _projects(reading, sentence):
        for body in reading.of_kind("Organization", within=sentence):
            behind = reading.folded[project.span.end : body.span.start]
            before = reading.folded[body.span.end : project.span.start]
            belongs = 0 < len(behind) <= _OWNER and reading.words.shape(_GENITIVE).search(behind)
            modified = before.startswith("'s ") and len(before.split()) <= 3
            if body.entity == IOM and (belongs or modified or before == " "):
                joint = giver_chain(reading, body.span.start - 1, sentence.end) if belongs else []
                for owner in joint or [body]:
                    if owner.entity.kind == "Organization":
                        yield project.entity, owner.entity, "project.of-iom"


def _means(reading: Reading, sentence: Span) -> Iterator[Role]:
    """ "a programme through which IOM and X hope to register …": those who act by means of it."""
    for match in reading.matches(sentence, "funding", "project", "means"):
        before = _projects(reading, Span(max(sentence.start, match.start() - _RUN), match.start()))
        for body in chain_after(reading, match.end(), sentence.end, _BODIES) if before else ():
            yield before[-1].entity, body.entity, "project.run"


def _responsible(reading: Reading, sentence: Span) -> Iterator[Role]:
    """ "IOM … is responsible for implementation"; the subject of what a project's page says will be done."""
    words = reading.words.pattern("funding", "project", "responsible")
    own = reading.page.kind == "project-page"
    for match in words.finditer(reading.folded, sentence.start, sentence.end):
        bodies = outermost(reading.of_kind("Organization", within=Span(sentence.start, match.start())))
        told = _projects(reading, Span(sentence.start, match.start()))
        project = PAGE if own else told[0].entity if told else topic(reading, sentence)
        if bodies and project and project.kind == "Project":
            yield project, bodies[0].entity, "project.responsible"
    if own and any(m.entity == IOM for m in acting(reading, sentence)):
        yield PAGE, IOM, "project.page"


def acting(reading: Reading, sentence: Span) -> Iterator[Mention]:
    """Bodies right before a verb of doing: "IOM will assist", "l'OIM souhaite", "pour l'OIM d'examiner"."""
    acts = reading.words.pattern("funding", "project", "acts")
    for body in outermost(reading.of_kind("Organization", within=sentence)):
        if acts.match(reading.folded, body.span.end + 1, sentence.end):
            yield body


def partners(reading: Reading, sentence: Span) -> Iterator[Role]:
    """Each project of a sentence with those who take part in it."""
    own = ("works",) if reading.page.kind == "project-page" else ()
    for match in reading.matches(sentence, "funding", "project", "partner", "beside", *own):
        bodies = [m for m in giver_chain(reading, match.end(), sentence.end) if m.entity.kind == "Organization"]
        project = _shared(reading, Span(*match.span()), sentence) if bodies else None
        for body in bodies if project and not _is_listed(reading, project, bodies[-1].span.end) else ():
            yield project, body.entity, "project.partner"           # type: ignore[misc]
    for run, verb, _ in _run(reading, sentence):
        for body in _beside(reading, verb, sentence, *_HELPED):
            yield run, body.entity, "project.partner"
    for run, _, helpers in _carried_out(reading, sentence):
        for body in helpers:
            yield run, body.entity, "project.partner"
    own_topic = PAGE if reading.page.kind == "project-page" else topic(reading, sentence)
    for body, reach in _associates(reading, sentence):
        definite = (m.entity for m in _projects(reading, Span(sentence.start, reach)) if m.definite)
        project = own_topic or next(definite, None)
        if project and project.kind == "Project":
            yield project, body.entity, "project.partner"


def _is_listed(reading: Reading, project: Entity, end: int) -> bool:
    """ "The partners are X and the project Y": a project that "and" joins to the bodies is one of the partners."""
    joined = reading.words.shape(',? {and}(?:{the}|{a}|{its})?["« ]{0,3}')
    return any(joined.fullmatch(reading.folded, end, m.span.start) for m in reading.by_entity.get(project, ()))


def _associates(reading: Reading, sentence: Span) -> Iterator[tuple[Mention, int]]:
    """Those of whom a sentence says that they are partners, and up to where it may name their project: "X, a partner in
    the project", "partners were X and [the project Y]", "X was a partner [of the project]"."""
    for match in reading.matches(sentence, "funding", "project", "apposition"):
        for body in chain_before(reading, match.start(), sentence.start, _BODIES)[-1:]:
            yield body, match.end()
    for match in reading.matches(sentence, "funding", "project", "associated"):
        for body in outermost(reading.of_kind("Organization", within=Span(match.end(), sentence.end))):
            yield body, match.end()
    for match in reading.matches(sentence, "funding", "project", "associate"):
        for body in outermost(reading.of_kind("Organization", within=Span(sentence.start, match.start())))[-1:]:
            yield body, sentence.end


def _shared(reading: Reading, words: Span, sentence: Span) -> Entity | None:
    """The project that is done together; the events of a project's page are part of it."""
    item = adjoined(reading, words, sentence)
    if item and item.kind == "Event":
        return PAGE if reading.page.kind == "project-page" else None
    only = {mention.entity for mention in reading.of_kind(*PAID, within=sentence)}
    only_project = next(iter(only)) if len(only) == 1 else None
    if only_project and only_project.kind == "Project":
        return item or only_project         # "carries out, together with X, a project"
    return item or topic_project(reading, sentence)

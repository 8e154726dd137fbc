"""What an event is: its type and status, the project it is part of, and the crimes and themes it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.extract.events.scope import agreed_on, is_verb, is_yielding, scope
from oimgraph.mentions.funding.topic import PAGE
from oimgraph.mentions.nouns import OF, is_participle, is_plural
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.status import told_of
from oimgraph.model import Entity, Fact, Mention, Span

_NEAR = 60                  # characters between "as part of" and the project
_COORDINATED = ",? {and}(?:{of}|{to}|{the})?"
_BROKEN = "[.;:]|, {and}"
_ENDED = "[.;:]|, {and-after-comma}"
_BACK = 5                   # sentences that "these activities" may sum up
_FAR = 160                  # characters between an event and the first thing that it is about
_GOVERNED = 4               # words between what leads to a theme and the theme
_LIST = 80                  # characters from one such thing to the next
_BULLET = re.compile(r"(?:[-*\u2022\u2013\u2014\u2212]|\w{1,3}[.)])(?:\s|$)")
_LONGEST_LIST = 24          # items and their numbers, back to the words that lead the list
_GATHERS = ("conference", "forum", "meeting", "seminar", "training", "workshop")
_NAMED = ("Organization", "LegalInstrument", "Publication")
_KINDS = {"crime": terms.ADDRESSES, "theme": terms.THEME}


def kind(reading: Reading, entity: Entity, mentions: list[Mention], facts: list[Fact]) -> Iterator[Fact]:
    """Class, type and status."""
    first = next((m for m in mentions if not reading.title.covers(m.span)), mentions[0])
    sentence = reading.sentence(first.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Event"), "event.named", sentence)
    event_type = Entity("Concept", f"event-type/{reading.types[entity]}")
    yield Fact(entity, terms.EVENT_TYPE, event_type, "event.named", first.span)
    told = "planned" if agreed_on(reading, first) else ""       # what was signed is for later
    told = told or told_of(reading, first.span, scope(reading, first))
    told = told or ("" if is_yielding(reading, first) else told_of(reading, first.span, sentence))
    told = told or ("ongoing" if _is_present(reading, sentence) else "")
    dated = any(fact.predicate == terms.START for fact in facts)
    told = "ongoing" if told != "cancelled" and _goes_on(reading, entity, first, dated=dated) else told
    regular = first.definite and reading.types[entity] == "meeting"         # "at its meeting in May" is no activity
    if reading.page.kind == "project-page" and not regular:
        yield Fact(entity, terms.PART_OF_PROJECT, PAGE, "event.project.page", sentence)
        done = told == "completed" and (_says(reading, "completed") or _is_looked_back_at(reading, first))
        done = done or (dated and told != "ongoing" and bool(told or not _says(reading, "ongoing")))
        done = done and not _is_outcome(reading, sentence)
        done = _is_done_by_heading(reading, first.span, told=done)
        told = told if told == "cancelled" or done else "planned"       # what the project will do
    status = Entity("Concept", f"status/{told or 'completed'}")
    yield Fact(entity, terms.STATUS, status, "event.named", sentence)


def _is_present(reading: Reading, sentence: Span) -> bool:
    """ "IOM organizes a workshop": the present, where nothing else tells the time; "organisé" is none."""
    return any(not is_participle(reading, Span(*match.span()))
               for match in reading.matches(sentence, "status", "tense", "present"))


def _goes_on(reading: Reading, entity: Entity, mention: Mention, *, dated: bool) -> bool:
    """ "IOM started a campaign on Monday": it has only begun, unlike one that the page looks back at with its date;
    "launched in May, it will run until June", whatever its date."""
    around = scope(reading, mention)
    if reading.types[entity] != "campaign" or not reading.says(around, "events", "date", "begun", "launched"):
        return False
    if reading.says(around, "events", "date", "lasting"):
        return True
    return not dated and reading.says(around, "events", "date", "begun") and not reading.says(
        around, "events", "date", "end")


def is_called_off(reading: Reading, mention: Mention) -> bool:
    """ "A workshop on smuggling has been postponed": that is told of it, little else as it is; not of "trainings"."""
    noun = reading.words.pattern("nominals", "event").match(reading.folded, mention.span.start)
    one = mention.definite is not None and not is_plural(reading, mention.span)
    told = bool(noun) and one and not reading.title.covers(mention.span)
    return told and told_of(reading, mention.span, scope(reading, mention)) == "cancelled"


def _is_looked_back_at(reading: Reading, mention: Mention) -> bool:
    """ "Four workshops have been held", where no field tells how far the project is; "officers have been trained" may
    be one of the results that it is to reach."""
    told = any(_says(reading, status) for status in ("planned", "ongoing", "completed"))
    return not told and not is_verb(reading, mention)


def _is_outcome(reading: Reading, sentence: Span) -> bool:
    """ "Forty officers are trained in May": a goal stands in the present, with no verb in the past."""
    reached = [Span(*match.span()) for match in reading.matches(sentence, "events", "project", "outcome")]
    past = [Span(*match.span()) for match in reading.matches(sentence, "status", "tense", "completed")]
    return bool(reached) and all(any(one.covers(verb) for one in reached) for verb in past)


def _is_done_by_heading(reading: Reading, event: Span, *, told: bool) -> bool:
    """What the words that lead a list, "Planned activities:", "Achievements", tell of its items; a verb in the past
    tells more than they."""
    lead, item = _heading(reading, event), reading.sentence(event)
    if reading.says(lead, "events", "project", "done"):
        return True
    ahead = reading.says(lead, "events", "project", "ahead") and not reading.says(item, "events", "project", "past")
    return told and not ahead


def _heading(reading: Reading, event: Span) -> Span:
    """The words that lead the list in which an event stands, before its first item or in a sentence of their own."""
    sentence = reading.sentence(event)
    colon = reading.folded.find(":", sentence.start, event.start)
    if colon >= 0:
        return Span(sentence.start, colon)
    number = reading.number(sentence)
    before = range(number - 1, max(0, number - _LONGEST_LIST) - 1, -1) if _is_item(reading, number) else ()
    return next((reading.sentences[place] for place in before if not _is_item(reading, place)), Span(0, 0))


def _is_item(reading: Reading, number: int) -> bool:
    """Whether a bullet or number opens a sentence, or makes up the one before it."""
    sentence, before = reading.sentences[number], reading.sentences[max(0, number - 1)]
    return bool(_BULLET.match(reading.folded, sentence.start) or _BULLET.fullmatch(reading.fold(before)))


def _says(reading: Reading, status: str) -> bool:
    """Whether a field of the page says so of its project; unless it is completed, "officers have been trained" is only
    what it is to reach."""
    return any(Entity("Concept", f"status/{status}") in told for told in reading.values.values())


def projects(reading: Reading, mention: Mention) -> Iterator[Fact]:
    """The project that an event is said to be part of, in its sentence or together with others right behind."""
    own = reading.sentence(mention.span)
    for sentence in (own, *_summed_up(reading, own)):
        for project in _project(reading, mention, sentence)[:1]:
            yield Fact(mention.entity, terms.PART_OF_PROJECT, project.entity, "event.project", sentence)
            return


def is_only_assigned(reading: Reading, mention: Mention) -> bool:
    """ "It is one of the activities of a project run by …": what follows is told of the project."""
    words, folded = reading.words, reading.folded
    pronoun = words.pattern("occasions", "pronoun").match(folded, mention.span.start)
    return bool(pronoun and words.pattern("events", "project", "part").match(folded, mention.span.end + 1))


def is_one_more(reading: Reading, mention: Mention) -> bool:
    """ "A second one will be held in Lima": it belongs to what the one before belongs to."""
    ellipsis = reading.words.pattern("occasions", "ellipsis").match(reading.folded, mention.span.start)
    return ellipsis is not None and ellipsis.end() == mention.span.end


def _summed_up(reading: Reading, sentence: Span) -> Iterator[Span]:
    """The sentence that says of all these events at once what they are part of: "These activities are part of …"."""
    number = reading.number(sentence)
    for later in reading.sentences[number + 1 : number + 1 + _BACK]:
        these = reading.words.pattern("events", "project", "these").match(reading.folded, later.start)
        if these and reading.says(Span(these.end(), later.end), "events", "project", "part"):
            yield later


def _project(reading: Reading, mention: Mention, sentence: Span) -> list[Mention]:
    """What the sentence says: "as part of the project", "the project provides for", "a project under which"."""
    for link in reading.matches(sentence, "events", "project", "part"):
        found = [m for m in reading.of_kind("Project", within=Span(link.end(), sentence.end))
                 if m.span.start - link.end() < _NEAR]
        if found:
            return found
    for link in reading.matches(Span(sentence.start, mention.span.start), "events", "project", "holds"):
        found = [m for m in reading.of_kind("Project", within=Span(sentence.start, link.start()))
                 if not reading.fold(Span(m.span.end, link.start())).strip(" ,")]
        if found and mention.span.start - link.end() < _FAR:
            return found
    this = Span(sentence.start, max(sentence.start, mention.span.end))
    if reading.says(this, "events", "project", "this"):
        return reading.of_kind("Project", within=Span(0, sentence.start))[-1:]
    return []


def subjects(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """ "Workshop on smuggling", "consacré à la traite": what stands behind the event and a word that leads to it."""
    start, limit = mention.span.end, _FAR
    taught = reading.types[mention.entity] == "training"
    leads = reading.words.pattern("events", "subject", "about")
    if reading.types[mention.entity] == "launch":
        yield from _launched(reading, mention, around)
    names = [m.span for m in reading.of_kind(*_NAMED, within=around)]
    names += [label.span for m in reading.of_kind("Project") for label in reading.labels.get(m.entity, ())]
    for concept in reading.of_kind("Concept", within=Span(mention.span.end, around.end)):
        scheme = concept.entity.key.partition("/")[0]
        if any(name.covers(concept.span) for name in names):
            continue
        between = Span(start, concept.span.start)
        first = start == mention.span.end
        if between.end - between.start > limit or reading.words.shape(_BROKEN if first else _ENDED).search(
            reading.folded, between.start, between.end
        ):
            return
        of_it = first and reading.types[mention.entity] == "campaign" and reading.words.shape(OF).fullmatch(
            reading.fold(between))
        if first and not (of_it or leads.search(reading.folded, between.start, concept.span.end) or (
                taught and _is_taught(reading, between))):
            return
        listed = not first and reading.words.shape(_COORDINATED).fullmatch(reading.fold(between))
        governed = _is_governed(reading, between, concept) or (first and taught and _is_taught(reading, between))
        if scheme == "crime" or (scheme == "theme" and (of_it or listed or governed)):
            sentence = reading.sentence(mention.span)
            yield Fact(mention.entity, _KINDS[scheme], concept.entity, "event.subject", sentence)
        if scheme in _KINDS:
            start, limit = concept.span.end, _LIST


def _is_governed(reading: Reading, between: Span, concept: Mention) -> bool:
    """ "A workshop on border management", "de prévention de la migration irrégulière"; what is named further on may be
    what its people do, or where they serve."""
    led = Span(between.start, concept.span.end)
    leads = [match.end() for match in reading.matches(led, "events", "subject", "about")]
    return bool(leads) and len(reading.folded[leads[-1] : between.end].split()) <= _GOVERNED


def _is_taught(reading: Reading, between: Span) -> bool:
    """ "Trained in victim protection"; not "held in Lima in May for border guards"."""
    leads = list(reading.matches(between, "events", "subject", "taught"))
    behind = Span(leads[-1].end(), between.end) if leads else between
    apart = (reading.of_kind("Place", within=behind), reading.moments, reading.quantities)
    return bool(leads) and not any(behind.covers(item.span) for items in apart for item in items)


def titled(reading: Reading, entity: Entity, facts: list[Fact]) -> Iterator[Fact]:
    """The crimes of a press release's title are what the first event that it tells of is about, if nothing else is."""
    gathers = reading.page.kind == "press-release" and reading.types[entity] in _GATHERS
    if gathers and not any(fact.predicate == terms.ADDRESSES for fact in facts):
        for concept in reading.of_kind("Concept", within=reading.title):
            if concept.entity.key.startswith("crime/"):
                yield Fact(entity, terms.ADDRESSES, concept.entity, "event.subject.title", reading.title)


def _launched(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """What a plan that is launched is about."""
    for concept in reading.of_kind("Concept", within=Span(around.start, mention.span.start)):
        if concept.entity.key.startswith("crime/"):
            sentence = reading.sentence(mention.span)
            yield Fact(mention.entity, terms.ADDRESSES, concept.entity, "event.subject", sentence)

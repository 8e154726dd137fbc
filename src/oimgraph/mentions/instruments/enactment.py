"""What the words around the name of an instrument say of it: whether it is there, who issued it, since when."""

from __future__ import annotations

import re
from bisect import bisect_left

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before
from oimgraph.model import Mention, Span

KINDS = ("PolicyInstrument", "LegalInstrument", "Publication")
_BREAK = r"[;:](?!\w)| - |\b{and}{that}|, {but}(?:{that})?(?:{the}|{its})|\(\w\)|(?<= )[ivx]{1,4}\) "
_RELATIVE = r", {that}"
_JOINED = r" (?:{and}|{or})(?:(?!{that})(?:[\w']{1,8} |\w')){0,3}"
_AND_DID = r"[ ,)]{1,2}{and}"        # "created a Ministry and adopted a plan": no subject
_BACK = 110                 # characters before a name in which a word speaks of it
_AHEAD = 150
_NEAR = 400                 # on either side, what else is named
_BESIDE = 45                # characters between a verb and the name that is its object
_DATED = 20                 # characters between such a word and its year
_ARTICLE = 6                # characters of an article with its spaces
_OWNER = re.compile(r"(?:'s?|')? ?")
# these outdo what stands nearer: "announced for 2005 was never written"
_OUTRIGHT = ("absent", "pending", "cancelled")
STATUSES = (*_OUTRIGHT, "planned", "in-force", "completed")


def before(reading: Reading, span: Span) -> Span:
    """The words before a name that may speak of it: back to a break, or to the name before, unless it is joined."""
    sentence, end = reading.sentence(span), span.start
    start = max(sentence.start, end - _BACK)
    others, joined = _neighbours(reading, span, sentence), reading.words.shape(_JOINED)
    for other in reversed([one for one in others if one.end <= span.start]):
        if _is_aside(reading, other, Span(start, end)):
            continue
        if not joined.fullmatch(reading.folded, other.end, span.start):
            start = max(start, other.end)
            break
        span = other
        start = max(sentence.start, span.start - _BACK)
    for written in (_BREAK, _RELATIVE):
        for match in reading.words.shape(written).finditer(reading.folded, start, end):
            start = match.end()
    return Span(start, end)


def _is_aside(reading: Reading, other: Span, around: Span) -> bool:
    """ "Benin, party to the Protocol, has no plan": an aside parts no subject from its verb."""
    opened = reading.folded.rfind(", ", around.start, other.start)
    first = not reading.of_kind(*KINDS, within=Span(around.start, max(opened, around.start)))
    return opened >= around.start and first and ", " in reading.folded[other.end : min(other.end + _BESIDE, around.end)]


def behind(reading: Reading, span: Span) -> Span:
    """The words behind a name that may speak of it: up to a break, or to what is named next, unless it is joined."""
    sentence, start = reading.sentence(span), span.end
    end, joined = min(sentence.end, start + _AHEAD), reading.words.shape(_JOINED)
    for other in (one for one in _neighbours(reading, span, sentence) if one.start >= span.end):
        if not joined.fullmatch(reading.folded, span.end, other.start):
            end = min(end, other.start)
            break
        span = other
    for border in (reading.words.shape(_BREAK), reading.words.pattern("enactment", "draft", "whose")):
        if match := border.search(reading.folded, span.end, max(end, span.end)):
            end = match.start()
    return Span(start, max(end, start))


def _neighbours(reading: Reading, span: Span, sentence: Span) -> list[Span]:
    """What else the sentence names; a regional process is where things are said of others."""
    near = Span(max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR))
    named = reading.of_kind(*KINDS, within=near)
    telling = (m.span for m in named if reading.types.get(m.entity) != "regional-process")
    return [other for other in telling if not other.overlaps(span)]


def status(reading: Reading, span: Span) -> str:
    """What the nearest telling word says, "" where none tells; of two in the same words the longer."""
    change = reading.words.pattern("enactment", "draft", "change")
    opening = max(reading.sentence(span).start, span.start - _BESIDE)
    if any(span.start - match.end() <= _ARTICLE for match in change.finditer(reading.folded, opening, span.start)):
        ran_out = reading.says(behind(reading, span), "enactment", "behind", "completed")
        return "completed" if ran_out else ""           # the rest is said of the amendments to a law, not of the law
    found = []
    for table, around in (("before", before(reading, span)), ("behind", behind(reading, span))):
        for slug in (slug for slug in STATUSES if slug in reading.words["enactment"][table]):
            for match in reading.matches(around, "enactment", table, slug):
                gap = around.end - match.end() if table == "before" else match.start() - around.start
                gap = 0 if table == "behind" and slug in _OUTRIGHT else gap
                found.append((gap, match.start() - match.end(), slug))
    told = min(found)[2] if found else ""
    return "absent" if told == "planned" and _is_denied(reading, span) else "planned" if told == "pending" else told


def _is_denied(reading: Reading, span: Span) -> bool:
    """ "that it adopt a law on trafficking; no such law exists": said in the rest of the sentence or the next one."""
    number = reading.number(span)
    rest = Span(span.end, reading.sentence(span).end)
    following = (Span(s.start, min(s.end, s.start + _BACK)) for s in reading.sentences[number + 1 : number + 2])
    return any(reading.says(part, "enactment", "denied", "exists") for part in (rest, *following)
               if not reading.of_kind(*KINDS, within=part))


def issuers(reading: Reading, span: Span) -> list[Mention]:
    """The bodies that issue what is named here, by the surest construction that tells."""
    return (
        _owner(reading, span)
        or _of(reading, span)
        or _by(reading, span)
        or _relative(reading, span)
        or _subject(reading, span)
        or _in_its(reading, span)
    )


def published_by(reading: Reading, span: Span) -> list[Mention]:
    """Who brings out what has no other name: "a 2019 study by UN Women", "une étude menée par l'OIM"."""
    limit = reading.sentence(span).end
    for key in ("by", "passive"):
        told = reading.words.pattern("enactment", "issue", key).match(reading.folded, span.end + 1, limit)
        start = told.end() + reading.folded.startswith("'", told.end()) if told else limit      # "d'", "de l'"
        if found := chain_after(reading, start, limit, ("Organization",)):
            return found
    return []


def published(reading: Reading, span: Span) -> list[Mention]:
    """The same, or who "will publish an evaluation"."""
    return published_by(reading, span) or _by(reading, span) or _subject(reading, span)


def _owner(reading: Reading, span: Span) -> list[Mention]:
    """ "IOM's report", "Plan d'action de la CEDEAO"."""
    sentence = reading.sentence(span)
    bodies = [m for m in reading.of_kind("Organization", within=sentence) if m.entity.kind == "Organization"]
    owner = [
        m for m in bodies
        if m.span.end <= span.start and "'" in reading.folded[m.span.end - 2 : span.start]
        and _OWNER.fullmatch(reading.folded, m.span.end, span.start)
    ]
    return owner[-1:]


def _of(reading: Reading, span: Span) -> list[Mention]:
    """ "the Trade Facilitation Agreement of the World Trade Organization": right behind a known name."""
    opening = span.end + (2 if reading.folded.startswith(", ", span.end) else 1)
    of = reading.words.pattern("enactment", "issue", "of").match(reading.folded, opening)
    start = of.end() + reading.folded.startswith("'", of.end()) if of else span.end         # "de l'"
    return chain_after(reading, start, reading.sentence(span).end, ("Organization",))[:1] if of else []


def _by(reading: Reading, span: Span) -> list[Mention]:
    """ "adopted last year by the Council", "sous l'égide de la Commission"."""
    around, passive = behind(reading, span), reading.words.pattern("enactment", "issue", "passive")
    match = passive.search(reading.folded, around.start, around.end) or passive.match(
        reading.folded, reading.sentence(span).start, span.start     # "Rédigé par la Commission, le plan"
    )
    return chain_after(reading, match.end(), reading.sentence(span).end, ("Organization",)) if match else []


def _relative(reading: Reading, span: Span) -> list[Mention]:
    """ "que l'OIM a diffusé", "which IOM published"."""
    relative = reading.words.pattern("enactment", "issue", "relative")
    opening = relative.search(reading.folded, span.end, min(span.end + 30, reading.sentence(span).end))
    if not opening:
        return []
    found = chain_after(reading, opening.end(), reading.sentence(span).end, ("Organization",))
    active = reading.words.pattern("enactment", "issue", "active")
    reach = found[-1].span.end if found else 0
    return found if found and active.search(reading.folded, reach, reach + _BESIDE) else []


def _subject(reading: Reading, span: Span) -> list[Mention]:
    """ "IOM has adopted a Framework", "les Etats membres de la CEDEAO ont adopté une feuille de route"."""
    around, sentence = before(reading, span), reading.sentence(span)
    words = reading.words
    verbs = list(words.pattern("enactment", "issue", "active").finditer(reading.folded, around.start, around.end))
    if not verbs:
        return []
    verb = verbs[-1]
    jointly = words.pattern("enactment", "issue", "jointly").search(reading.folded, verb.end(), span.start)
    others = chain_after(reading, jointly.end(), span.start, ("Organization",)) if jointly else []
    if span.start - (others[-1].span.end if others else verb.end()) > _BESIDE:
        return []
    subjects = _without_helper(reading, chain_before(reading, verb.start(), sentence.start, ("Organization",)))
    if subjects and words.shape(_AND_DID).fullmatch(reading.folded, subjects[-1].span.end, verb.start()):
        return others
    of = words.pattern("enactment", "issue", "of")
    found = [m for index, m in enumerate(subjects) if not index or not of.fullmatch(
        reading.fold(Span(subjects[index - 1].span.end, m.span.start)).strip(" )")     # "the Unit of the Ministry"
    )] + others
    between = Span(found[0].span.end, verb.start()) if found and not others else Span(0, 0)
    helped = words.pattern("enactment", "issue", "help").search(reading.fold(between))
    return [] if helped else found


def _without_helper(reading: Reading, subjects: list[Mention]) -> list[Mention]:
    """ "With advice from IOM, the Secretariat has drafted": who is named behind such an opening is no subject."""
    first = subjects[0].span if len(subjects) > 1 else Span(0, 0)
    opening = Span(reading.sentence(first).start, first.start)
    helped = reading.words.pattern("enactment", "issue", "opening").match(reading.folded, opening.start, opening.end)
    comma = reading.folded.startswith(",", first.end)
    return subjects[1:] if helped and comma else subjects


def _in_its(reading: Reading, span: Span) -> list[Mention]:
    """ "In its report, the Department of State ..."."""
    whose = list(reading.words.pattern("enactment", "issue", "whose").finditer(
        reading.folded, max(reading.sentence(span).start, span.start - 20), span.start
    ))
    owned = whose and span.start - whose[-1].end() <= 1 and reading.folded.startswith(", ", span.end)
    return chain_after(reading, span.end, reading.sentence(span).end, ("Organization",))[:1] if owned else []


def year(reading: Reading, span: Span, key: str) -> str:
    """The year that goes with a word of this key: "in place since 2004", "Créé en 2000, le Dialogue", "published in
    2014 the Manual", "published its Manual in 2014"."""
    around, front, sentence = behind(reading, span), before(reading, span), reading.sentence(span)
    pattern = reading.words.pattern("enactment", "year", key)
    fronted = pattern.match(reading.folded, sentence.start, span.start)
    words = ([fronted] if fronted else []) + list(pattern.finditer(reading.folded, around.start, around.end))
    ends = [match.end() for match in words]
    if key == "published" and (verbs := list(pattern.finditer(reading.folded, front.start, front.end))):
        ends += [verbs[-1].end(), span.end]
    if key == "published":                  # "published by the Fund (IMF) in 2006"
        ends += [body.span.end for body in published_by(reading, span)[-1:]]
    for end in ends:
        index = bisect_left(reading.moments, end, key=lambda moment: moment.span.start)
        told = reading.moments[index] if index < len(reading.moments) else None
        if told and told.span.end <= min(sentence.end, end + 2 * _DATED) and not told.start.startswith("--"):
            return told.start[:4]
    return ""

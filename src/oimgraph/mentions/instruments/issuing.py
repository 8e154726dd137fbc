"""Who adopts, drafts or publishes an instrument, and when: "IOM's report", "adopted by the Council in 2010"."""

from __future__ import annotations

import re
from bisect import bisect_left

from oimgraph.mentions.instruments.enactment import before, behind
from oimgraph.mentions.instruments.grammar import name_grammar
from oimgraph.mentions.instruments.subject import subjects
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, outermost
from oimgraph.model import Entity, Mention, Span

# years or an acronym right behind a name: "In its Annual Report 2021, the Authority"
_DATED_ASIDE = r"(?: ?\([^()]{1,40}\)| (?:{of}|{for})?(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?)?"
_QUOTE = re.compile(r" ?[\"'»”’](?!\w)")
_LOOSE = "), '"
_OWNER = re.compile(r"(?:'s?|')? ?")
_DATED = 20                 # characters between such a word and its year
_BESIDE = 45                # characters between a verb and the name that is its object


def issuers(reading: Reading, span: Span) -> list[Mention]:
    """The bodies that issue what is named here, by the surest construction that tells."""
    return (
        _owner(reading, span)
        or _of(reading, span)
        or _agents(reading, span)
        or subjects(reading, span)
        or _in_its(reading, span)
    )


def named_issuer(reading: Reading, entity: Entity, span: Span) -> list[Mention]:
    """ "Politique de l'OIM", "2012 IOM study on return": the body to which the name says that it belongs."""
    inner = [m for m in reading.of_kind("Organization", "PolicyInstrument", within=span)
             if m.entity != entity and not m.definite]
    if not inner:
        return []
    ends = {match.end() + more for match in reading.matches(span, "enactment", "issue", "of") for more in (0, 1)}
    return [m for m in outermost(inner) if m.span.start in ends
            or _is_fresh(reading, reading.folded[span.start : m.span.start])][:1]


def published_by(reading: Reading, span: Span) -> list[Mention]:
    """Who brings out what has no other name: "a 2019 study by UN Women", "une étude menée par l'OIM"."""
    limit = reading.sentence(span).end
    aside = span.end + 1 + reading.folded.startswith(", ", span.end)
    for key, opening in (("by", span.end + 1), ("passive", aside)):
        told = reading.words.pattern("enactment", "issue", key).match(reading.folded, opening, limit)
        start = told.end() + reading.folded.startswith("'", told.end()) if told else limit      # "d'", "de l'"
        if found := chain_after(reading, start, limit, ("Organization",)):
            return found
    return []


def published(reading: Reading, span: Span) -> list[Mention]:
    """The same, or who "will publish an evaluation"."""
    return published_by(reading, span) or _by(reading, span) or subjects(reading, span)


def _owner(reading: Reading, span: Span) -> list[Mention]:
    """ "IOM's report", "Plan d'action de la CEDEAO"."""
    sentence = reading.sentence(span)
    bodies = [m for m in reading.of_kind("Organization", within=sentence) if m.entity.kind == "Organization"]
    owners = [m for m in bodies if m.span.end <= span.start and _is_owner(reading, m, span)]
    return owners[-1:]


def _is_owner(reading: Reading, body: Mention, span: Span) -> bool:
    """ "IOM's report", "UNHCR's latest report"; without its apostrophe right before a noun in small letters."""
    between = reading.folded[body.span.end : span.start]
    if reading.words.pattern("enactment", "issue", "owning").fullmatch(between.strip(_LOOSE)):
        return True                         # "ECOWAS, whose Migration Policy Framework"
    if "'" in reading.folded[body.span.end - 2 : span.start]:
        return bool(_OWNER.match(between)) and _is_fresh(reading, _OWNER.sub("", between, count=1))
    return between == " " and name_grammar(reading.words.language).bare and reading.cased[span.start].islower()


def _is_fresh(reading: Reading, words: str) -> bool:
    """Whether only what tells no name of its own stands here: "new", "2014"."""
    fresh = name_grammar(reading.words.language).fresh
    return all(word.isdigit() or fresh.fullmatch(word) for word in words.split())


def _of(reading: Reading, span: Span) -> list[Mention]:
    """ "the Trade Facilitation Agreement of the World Trade Organization": right behind a known name."""
    quoted = _QUOTE.match(reading.folded, span.end)
    end = quoted.end() if quoted else span.end
    aside = reading.words.shape(_DATED_ASIDE).match(reading.folded, end)
    end = aside.end() if aside else end
    opening = end + (2 if reading.folded.startswith(", ", end) else 1)
    of = reading.words.pattern("enactment", "issue", "of").match(reading.folded, opening)
    start = of.end() + reading.folded.startswith("'", of.end()) if of else span.end         # "de l'"
    found = chain_after(reading, start, reading.sentence(span).end, ("Organization",)) if of else []
    return found if quoted else found[:1]               # "“Far from Home”, de la OIM y la CEPAL"


def _agents(reading: Reading, span: Span) -> list[Mention]:
    """Who is said behind a name to have brought it out."""
    return published_by(reading, span) or _by(reading, span) or _relative(reading, span)


def _by(reading: Reading, span: Span) -> list[Mention]:
    """ "adopted last year by the Council", "sous l'égide de la Commission"."""
    sentence = reading.sentence(span)
    if not reading.says(sentence, "enactment", "issue", "passive"):
        return []
    passive = reading.words.pattern("enactment", "issue", "passive")
    match = next(reading.matches(behind(reading, span), "enactment", "issue", "passive"), None) or passive.match(
        reading.folded, sentence.start, span.start     # "Rédigé par la Commission, le plan"
    )
    return chain_after(reading, match.end(), sentence.end, ("Organization",)) if match else []


def _relative(reading: Reading, span: Span) -> list[Mention]:
    """ "que l'OIM a diffusé", "which IOM published", "que publicó la OIM"."""
    relative = reading.words.pattern("enactment", "issue", "relative")
    limit = reading.sentence(span).end
    opening = relative.search(reading.folded, span.end, min(span.end + 30, limit))
    if not opening:
        return []
    active = reading.words.pattern("enactment", "issue", "active")
    start = opening.end() + reading.folded.startswith(" ", opening.end())
    fronted = active.match(reading.folded, start, limit) if opening.start() - span.end <= len(", ") else None
    if fronted:
        return chain_after(reading, fronted.end(), limit, ("Organization",))
    found = chain_after(reading, start, limit, ("Organization",))
    reach = found[-1].span.end if found else 0
    return found if found and active.search(reading.folded, reach, reach + _BESIDE) else []


def _in_its(reading: Reading, span: Span) -> list[Mention]:
    """ "In its report, the Department of State ..."."""
    whose = list(reading.words.pattern("enactment", "issue", "whose").finditer(
        reading.folded, max(reading.sentence(span).start, span.start - 20), span.start
    ))
    told = reading.words.shape(f"{_DATED_ASIDE}, ").match(reading.folded, span.end)
    owned = told and whose and span.start - whose[-1].end() <= 1
    return chain_after(reading, told.end(), reading.sentence(span).end, ("Organization",))[:1] if told and owned else []


def year(reading: Reading, span: Span, key: str) -> str:
    """The year that goes with a word of this key: "in place since 2004", "Créé en 2000, le Dialogue", "published in
    2014 the Manual", "published its Manual in 2014"."""
    sentence, until = reading.sentence(span), reading.words.pattern("enactment", "year", "until")
    for end in _ends(reading, span, key):
        index = bisect_left(reading.moments, end, key=lambda moment: moment.span.start)
        told = reading.moments[index] if index < len(reading.moments) else None
        if not told or told.span.end > min(sentence.end, end + 2 * _DATED) or told.start.startswith("--"):
            continue
        if key != "since" or not until.search(reading.folded, end, told.span.end):
            return told.start[:4]
    return ""


def _ends(reading: Reading, span: Span, key: str) -> list[int]:
    """Where the words end behind which such a year stands."""
    ends: list[int] = []
    if reading.says(reading.sentence(span), "enactment", "year", key):
        fronted = reading.words.pattern("enactment", "year", key).match(
            reading.folded, reading.sentence(span).start, span.start)
        words = [fronted] if fronted else []
        words += reading.matches(behind(reading, span), "enactment", "year", key)
        ends = [match.end() for match in words]
        if key == "published" and (verbs := list(reading.matches(before(reading, span), "enactment", "year", key))):
            ends += [verbs[-1].end(), span.end]
    if key == "published":                  # "published by the Fund (IMF) in 2006"
        ends += [body.span.end for body in _agents(reading, span)[-1:]]
    return ends

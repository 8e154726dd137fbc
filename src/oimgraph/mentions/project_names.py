"""What projects are called: beside their noun in quotation marks or capitals, or with the noun itself."""

from __future__ import annotations

import re

from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Label, Mention, Span

_ACRONYM = r"(?:\s?\(([A-Z][\w -]{1,25})\))?"
_QUOTED = re.compile(rf"(?:[ \n,][^.;:«»“”\"]{{0,60}}?)?[«“\"]\s?([^«»“”\"]{{4,160}}?)\s?[»”\"]{_ACRONYM}")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_LINK = (
    r"(?:de la|de los|de las|del|de|la|las|los|y|en|para|contra|sobre|con|du|des|et|pour|sur|au|aux|à"
    r"|and|of|for|in|to|from|on)"
)
_CAPITALS = re.compile(rf",?\s({_WORD}(?:\s(?:{_LINK}\s)?{_WORD}){{2,12}}){_ACRONYM}")
_CALLED = re.compile(
    r"(?:[Bb]aptisé|[Ii]ntitulé|[Dd]énommé|[Dd]enominado|[Ll]lamado|[Tt]itulado|[Cc]alled|[Tt]itled|[Nn]amed)e?,? "
    rf"[«“\"]\s?([^«»“”\"]{{4,160}}?)\s?[»”\"]{_ACRONYM},? (?:ce|le|el|este|this|the) (?:[\w-]+ ){{0,2}}$"
)
_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*(?: (?:and|of|for|to|in) (?=[A-Z]))? ?){1,8}$")
_AND_BODY = re.compile(r" (?:et|y) (?:de l[’']|du |de la |del? |de )[A-Z]{2,}\b")
_CLEAN = re.compile(r"\s?(?:[,.;:)(»”\"]|$)|\s(?:est|a|ont|qui|que|sera|es|fue|ha|se|dans|en|par|por)\b")
_WORDS = 3                  # a noun with fewer is no name: "the Programme"


def titles(reading: Reading, found: list[Mention], rules: Grammar) -> dict[Entity, tuple[Label, ...]]:
    """What projects are called, each by the name that stands with it first."""
    named: dict[Entity, tuple[Label, ...]] = {}
    for mention in found:
        if mention.entity.kind == "Project" and (labels := project_name(reading, mention.span, rules)):
            named.setdefault(mention.entity, labels)
    return named


def project_name(reading: Reading, noun: Span, rules: Grammar) -> tuple[Label, ...]:
    """What a project is called, and its acronym: in quotation marks or capitals behind its noun ("le projet de l'OIM
    « … » (CBMM)"), in quotation marks before it ("baptisé « … », ce projet"), or with the noun itself ("Joint Labour
    Migration Programme (JLMP)", "l'Initiative conjointe UE-OIM pour …")."""
    if reading.title.covers(noun):
        return ()
    text, sentence = reading.page.text, reading.sentence(noun)
    behind = _QUOTED.match(text, noun.end, sentence.end) or _CAPITALS.match(text, noun.end, sentence.end)
    match = behind or _CALLED.search(text, sentence.start, noun.start)
    if match:
        spans = [Span(*match.span(group)) for group in (1, 2) if match[group]]
    else:
        spans = _own_name(reading, noun, sentence, rules)
    return tuple(Label(" ".join(reading.text(span).split()), span) for span in spans)


def is_called_before(reading: Reading, noun: Span) -> bool:
    """ "Baptisé « … », ce projet": the name stands before the noun that takes the project up."""
    return bool(_CALLED.search(reading.page.text, reading.sentence(noun).start, noun.start))


def _own_name(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> list[Span]:
    """The name that a noun with a capital opens or, in English, closes."""
    text = reading.page.text
    before = _BEFORE.search(text, max(sentence.start, noun.start - 90), noun.start) if rules.bare else None
    start = before.start() if before else noun.start
    if not text[noun.start].isupper() or start == sentence.start:
        return []
    end = name_end(text, reading.folded, noun.end, sentence.end, rules)
    while joined := _AND_BODY.match(text, end, sentence.end):
        end = name_end(text, reading.folded, joined.end(), sentence.end, rules)
    if len(text[start:end].split()) < _WORDS or not (rules.bare or _CLEAN.match(reading.folded, end)):
        return []
    acronym = re.compile(_ACRONYM).match(text, end)
    return [Span(start, end), *([Span(*acronym.span(1))] if acronym and acronym[1] else [])]

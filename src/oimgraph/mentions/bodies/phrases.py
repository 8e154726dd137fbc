"""Where a name that begins at a head noun ends: "Ministère de la justice et des affaires internes | a signé".

French and Spanish names go on through adjectives and complements, English ones through capitalised words and "of".
What ends a name: punctuation, a verb, a preposition that leads elsewhere, "and" before another body.
"""

from __future__ import annotations

import re

from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.acronyms import is_acronym
from oimgraph.mentions.bodies.coordination import coordinated, listed, opens_body, paired, twinned
from oimgraph.mentions.bodies.grammar import WORD, Grammar, word_at

_SPACES = re.compile(r" {0,3}")
_OWNER = re.compile(rf"['’]s [a-z{UPPER}]")
_HEAD = 30                  # characters in which the last word of a head stands
_SMALL = 4                  # letters that a small word has at most: "des", "plus"
_PLURAL = "sx"              # the last letters of a noun in the plural
LIMIT = 220                 # characters: no name is longer


def name_end(text: str, folded: str, start: int, limit: int, rules: Grammar, *, joined: bool = True) -> int:
    """Where the name ends whose head noun ends at `start`; at most LIMIT characters on, never past `limit`.

    `joined`: whether "and" and commas may lead on.
    """
    end, limit, inside, aim = start, min(limit, start + LIMIT), "", ""
    last = folded[max(0, start - _HEAD) : start].rpartition(" ")[2]
    aimed = False
    while end < limit:
        at = _SPACES.match(folded, end).end()       # type: ignore[union-attr]
        aim = "" if aimed else aim
        on = joined and inside
        step = (
            _complement(text, folded, at, rules, first=end == start)
            or (on and coordinated(text, folded, at, rules, aim or inside))
            or (joined and paired(folded, at, last, rules, within=bool(inside)))
            or (on and listed(text, folded, end, rules))
            or (joined and not inside and twinned(text, folded, at, rules))
            or _modifier(text, folded, at, end, rules)
            or (not rules.definite.fullmatch(inside.rpartition(" ")[2] + " ") and _governed(folded, at, last, rules))
        )
        if not step or step > limit:
            break
        if rules.bare and (owner := _owner(text, folded, end, step, rules)):
            return owner
        connector = rules.connectors.match(folded, at)
        inside = connector[0] if connector else inside
        aim = inside if rules.aims.match(inside) else aim
        aimed = aimed or bool(aim and rules.coordinator.match(folded, at))
        last = folded[at:step].rpartition(" ")[2].rpartition("'")[2]
        end = step
    return end


def _owner(text: str, folded: str, end: int, step: int, rules: Grammar) -> int:
    """Where a name ends whose possessive the step holds, when what it owns is no part of it: "Ministry of Labour's
    plan", "Ministry of Justice's Legal Department"; not "Department of Women's Services"."""
    owner = _OWNER.search(text, end, step + 2)
    if not owner or owner.end() != step + 2:
        return 0
    field = any(m.end() == owner.start() for m in rules.fields.finditer(folded, end, owner.start()))
    whose = field and not rules.people.search(folded, end, owner.start())
    at = owner.end() - 1
    owned = text[at].islower() or rules.never.match(folded, at) or (whose and opens_body(text, folded, at, rules))
    return owner.start() if owned else 0


def _complement(text: str, folded: str, at: int, rules: Grammar, *, first: bool) -> int:
    """After "de la", "of the": the end of the word that follows, 0 when none may. The first may be a field of
    government in small letters where others need a capital: "ministerio del interior"."""
    connector = rules.connectors.match(folded, at)
    word = word_at(folded, connector.end()) if connector else None
    if not connector or not word or word[0] in rules.stop or word[0][0].isdigit():
        return 0
    capital = text[word.start()].isupper() or rules.common.fullmatch(word[0])
    field = rules.fields.match(folded, word.start()) if first and not rules.aims.match(folded, at) else None
    if rules.capitals and not capital and not field:
        return 0
    if rules.coordinator.match(folded, at) and (
            not rules.fields.match(folded, word.start()) or opens_body(text, folded, word.start(), rules)):
        return 0                            # "and the" goes on with a field: "Interior and the Family"
    aim = not first and rules.aims.fullmatch(connector[0].strip()) and rules.infinitive.fullmatch(word[0])
    if not capital and (aim or rules.verb.fullmatch(folded, at, word.end())):
        return 0                            # "de la Croix-Rouge malienne | pour rejoindre leur famille"
    return field.end() if field and not capital and rules.bare else _with_noun(folded, word, rules)


def _with_noun(folded: str, word: re.Match[str], rules: Grammar) -> int:
    """The end of a word, or of the plural that follows it where it is an adjective: "(des) jeunes juristes"."""
    noun = word_at(folded, word.end()) if rules.prenominal.fullmatch(word[0]) else None
    plural = noun and noun[0][-1] in _PLURAL and len(noun[0]) > _SMALL and noun[0] not in rules.stop
    return noun.end() if noun and plural else word.end()


def _governed(folded: str, at: int, last: str, rules: Grammar) -> int:
    """What an infinitive governs: "chargé de punir la traite"."""
    article = rules.article.match(folded, at) if rules.infinitive.fullmatch(last) else None
    word = WORD.match(folded, article.end()) if article else None
    return word.end() if word and word[0] not in rules.stop else 0


def _modifier(text: str, folded: str, at: int, end: int, rules: Grammar) -> int:
    """An adjective, or a capitalised word right after the last one."""
    word = WORD.match(folded, at)
    if not word or at == end or word[0] in rules.stop:
        return 0
    if len(word[0]) < 3 and word[0].isdigit() and text[folded.rfind(" ", 0, end) + 1].isupper():
        return word.end() if rules.connectors.match(folded, word.end() + 1) else 0      # "Zona 7 de Salud"
    written = text[word.start() : word.end()]
    if word[0] in rules.demonyms or rules.adjectives.fullmatch(word[0]):
        return word.end()
    capital = any(part[:1].isupper() for part in written.split("-"))        # "Salah | al-Din"
    return word.end() if capital and not is_acronym(written) else 0

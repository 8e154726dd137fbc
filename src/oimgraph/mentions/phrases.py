"""Where a name that begins at a head noun ends: "Ministère de la justice et des affaires internes | a signé".

French and Spanish names go on through adjectives and complements, English ones through capitalised words and "of".
What ends a name: punctuation, a verb, a preposition that leads elsewhere, "and" before another body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from oimgraph.lexicon import Lexicon, any_of

_WORD = re.compile(r"[^\W_][\w&]*(?:[-.](?=\w)\w+)*(?:'(?:s\b|(?<=-d')\w+|(?=\b)))?")
_CAPITALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*[ ,]{0,2}){1,6}")
_SPACES = re.compile(r" {0,3}")
LIMIT = 220                 # characters: no name is longer


@dataclass(frozen=True)
class Grammar:
    """What the language of a page lets a name consist of. `capitals`: complements are written with capitals."""

    connectors: re.Pattern[str]
    coordinator: re.Pattern[str]
    bare_closing: re.Pattern[str]   # the same without prepositions; only an acronym behind it proves it
    closing: re.Pattern[str]        # ", de l'emploi et de" after a comma: the list goes on inside the name
    adjectives: re.Pattern[str]
    demonyms: frozenset[str]
    infinitive: re.Pattern[str]
    article: re.Pattern[str]
    aims: re.Pattern[str]           # after these "et" may go on with an article: "pour l'équité et l'égalité"
    common: re.Pattern[str]         # nouns that stay small in names written with capitals: "in persons"
    stop: frozenset[str]
    heads: re.Pattern[str]
    capitals: bool
    bare: bool                      # coordination needs no connector ("Labour and Social Affairs")


def grammar(words: Lexicon, heads: re.Pattern[str], demonyms: frozenset[str] = frozenset()) -> Grammar:
    chunk = words["institutions"]["chunk"]
    connector = "(?:" + "|".join(sorted(chunk["connectors"], key=lambda t: (-len(t), t))) + ")"
    coordinator = "(?:" + "|".join(chunk["and"]) + ")"
    english = words.language == "en"
    link = "" if english else rf"{connector}(?:(?<=')| )"
    item = r"[\w'’-]+(?: [\w'’-]+){0,4}?"
    return Grammar(
        connectors=re.compile(rf"{connector}(?:(?<=')|(?= ))"),
        coordinator=re.compile(rf"{coordinator} "),
        closing=re.compile(rf"(?:, {link}{item}){{1,4}},? {coordinator} {link}"),
        bare_closing=re.compile(rf"(?:, {item}){{1,3}} {coordinator} \w+(?= \()"),
        adjectives=any_of(set(chunk["adjectives"])),
        demonyms=demonyms,
        infinitive=re.compile("|".join(chunk["infinitive"]) or r"(?!)"),
        article=re.compile("(?:" + "|".join(chunk["article"]) + r")(?:(?<=')| )"),
        aims=re.compile("|".join(chunk["aims"]) or r"(?!)"),
        common=re.compile("|".join(chunk["common"]) or r"(?!)"),
        stop=frozenset(chunk["stop"]),
        heads=heads,
        capitals=words.language != "fr",
        bare=english,
    )


def name_end(text: str, folded: str, start: int, limit: int, rules: Grammar) -> int:
    """Where the name ends whose head noun ends at `start`; at most LIMIT characters on, never past `limit`."""
    end, limit, inside, aim = start, min(limit, start + LIMIT), "", ""
    last = ""
    aimed = False
    while end < limit:
        at = _SPACES.match(folded, end).end()       # type: ignore[union-attr]
        aim = "" if aimed else aim
        step = (
            _complement(text, folded, at, rules)
            or (inside and _coordinated(text, folded, at, rules, aim or inside))
            or (inside and _listed(text, folded, end, rules))
            or _modifier(text, folded, at, end, rules)
            or _governed(folded, at, last, rules)
        )
        if not step or step > limit:
            break
        connector = rules.connectors.match(folded, at)
        inside = connector[0] if connector else inside
        aim = inside if rules.aims.match(inside) else aim
        aimed = aimed or bool(aim and rules.coordinator.match(folded, at))
        last = folded[at:step].rpartition(" ")[2].rpartition("'")[2]
        end = step
    return end


def _word(folded: str, at: int) -> re.Match[str] | None:
    return _WORD.match(folded, _SPACES.match(folded, at).end())      # type: ignore[union-attr]


def _complement(text: str, folded: str, at: int, rules: Grammar) -> int:
    """After "de la", "of the": the end of the word that follows, 0 when none may."""
    connector = rules.connectors.match(folded, at)
    word = _word(folded, connector.end()) if connector else None
    if not word or word[0] in rules.stop or word[0][0].isdigit():
        return 0
    if rules.capitals and not (text[word.start()].isupper() or rules.common.fullmatch(word[0])):
        return 0
    if rules.coordinator.match(folded, at) and _opens_body(text, folded, word.start(), rules):
        return 0
    return word.end()


def _opens_body(text: str, folded: str, at: int, rules: Grammar) -> bool:
    """Whether the capitalised words from here on hold a head of their own: "(and the) Viet Nam Women's Union"."""
    words = _CAPITALS.match(text, at)
    return bool(words and rules.heads.search(folded, at, words.end()))


def _governed(folded: str, at: int, last: str, rules: Grammar) -> int:
    """What an infinitive governs: "chargé de punir la traite"."""
    article = rules.article.match(folded, at) if rules.infinitive.fullmatch(last) else None
    word = _WORD.match(folded, article.end()) if article else None
    return word.end() if word and word[0] not in rules.stop else 0


def _coordinated(text: str, folded: str, at: int, rules: Grammar, inside: str) -> int:
    """ "et des affaires internes": the name goes on; "et la Commission", "et de l'OIM": another body begins."""
    joined = rules.coordinator.match(folded, at)
    if not joined:
        return 0
    word = _word(folded, joined.end())
    if not rules.bare:
        connector = rules.connectors.match(folded, joined.end())
        if not connector and rules.aims.match(inside):
            connector = rules.article.match(folded, joined.end())
        word = _word(folded, connector.end()) if connector else word if word and text[word.start()].isupper() else None
        if word and not connector and rules.capitals is False:
            return 0
    if not word or word[0] in rules.stop or rules.heads.match(folded, word.start()):
        return 0
    if is_acronym(text[word.start() : word.end()]) or (rules.capitals and not text[word.start()].isupper()):
        return 0
    return word.end()


def _listed(text: str, folded: str, end: int, rules: Grammar) -> int:
    """ ", de l'emploi et de la formation": up to and with the first listed item."""
    closing = rules.closing.match(folded, end)
    if not closing and rules.capitals and (bare := rules.bare_closing.match(folded, end)):
        written = text[end : bare.end()].replace(",", "").split()
        capital = all(word[0].isupper() or rules.coordinator.match(word + " ") for word in written)
        return bare.end() if capital and not any(map(is_acronym, written)) else 0
    if not closing or (rules.capitals and not text[end + 2 : closing.end()].strip()[:1].isupper() and rules.bare):
        return 0
    acronyms = any(map(is_acronym, text[end : closing.end() + 6].split()))
    if acronyms or rules.heads.search(folded, end, closing.end() + 12):
        return 0
    last = _word(folded, closing.end())
    return last.end() if last and last[0] not in rules.stop else 0


def _modifier(text: str, folded: str, at: int, end: int, rules: Grammar) -> int:
    """An adjective, or a capitalised word right after the last one."""
    word = _WORD.match(folded, at)
    if not word or at == end or word[0] in rules.stop:
        return 0
    written = text[word.start() : word.end()]
    if word[0] in rules.demonyms or rules.adjectives.fullmatch(word[0]):
        return word.end()
    return word.end() if written[0].isupper() and not is_acronym(written) else 0


def is_acronym(written: str) -> bool:
    letters = [c for c in written if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)

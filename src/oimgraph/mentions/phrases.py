"""Where a name that begins at a head noun ends: "Ministère de la justice et des affaires internes | a signé".

French and Spanish names go on through adjectives and complements, English ones through capitalised words and "of".
What ends a name: punctuation, a verb, a preposition that leads elsewhere, "and" before another body.
"""

from __future__ import annotations

import re

from oimgraph.lexicon.letters import LOWER, UPPER
from oimgraph.mentions.grammar import Grammar

_WORD = re.compile(  # initials keep their full stop: "Howard G. Buffett", "U.S. Customs"
    r"[^\W_][\w&]*(?:[-.](?=\w)\w+)*(?:'(?:s\b|(?<=-d')\w+|(?=\b)|(?<=s')(?= \w))|(?<=[ .][a-z])\.(?= [a-z]))?"
)
_CAPITALS = re.compile(rf"(?:[{UPPER}][\w'’-]*[ ,\n]{{0,2}}){{1,6}}")
_SPACES = re.compile(r" {0,3}")
_PERSON = re.compile(rf"[{UPPER}][{LOWER}'’-]{{1,40}}(?:\s[{UPPER}][{LOWER}'’-]{{1,40}}){{1,2}},\s([^,.;]{{1,40}})")
_ENDS = re.compile(r"[,.;:)»”\"]|\s\(|$")
_OWNER = re.compile(rf"['’]s [a-z{UPPER}]")
_HEAD = 30                  # characters in which the last word of a head stands
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
            or (on and _coordinated(text, folded, at, rules, aim or inside))
            or (joined and _paired(folded, at, last, rules, within=bool(inside)))
            or (on and _listed(text, folded, end, rules))
            or (joined and not inside and _twinned(text, folded, at, rules))
            or _modifier(text, folded, at, end, rules)
            or _governed(folded, at, last, rules)
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
    owned = text[at].islower() or rules.never.match(folded, at) or (whose and _opens_body(text, folded, at, rules))
    return owner.start() if owned else 0


def _word(folded: str, at: int) -> re.Match[str] | None:
    return _WORD.match(folded, _SPACES.match(folded, at).end())      # type: ignore[union-attr]


def _complement(text: str, folded: str, at: int, rules: Grammar, *, first: bool) -> int:
    """After "de la", "of the": the end of the word that follows, 0 when none may. The first may be a field of
    government in small letters where others need a capital: "ministerio del interior"."""
    connector = rules.connectors.match(folded, at)
    word = _word(folded, connector.end()) if connector else None
    if not word or word[0] in rules.stop or word[0][0].isdigit():
        return 0
    capital = text[word.start()].isupper() or rules.common.fullmatch(word[0])
    field = rules.fields.match(folded, word.start()) if first and not rules.aims.match(folded, at) else None
    if rules.capitals and not capital and not field:
        return 0
    if rules.coordinator.match(folded, at) and (
            not rules.fields.match(folded, word.start()) or _opens_body(text, folded, word.start(), rules)):
        return 0                            # "and the" goes on with a field: "Interior and the Family"
    if not capital and rules.verb.fullmatch(folded, at, word.end()):
        return 0
    return field.end() if field and not capital and rules.bare else word.end()


def _opens_body(text: str, folded: str, at: int, rules: Grammar) -> bool:
    """Whether the capitalised words from here on hold a head of their own: "(and the) Viet Nam Women's Union"."""
    return bool(_opened(text, folded, at, rules))


def _opened(text: str, folded: str, at: int, rules: Grammar) -> list[re.Match[str]]:
    words = _CAPITALS.match(text, at)
    found = rules.heads.finditer(folded, at, words.end()) if words else ()
    return [head for head in found if head[0] not in rules.plurals]


def _governed(folded: str, at: int, last: str, rules: Grammar) -> int:
    """What an infinitive governs: "chargé de punir la traite"."""
    article = rules.article.match(folded, at) if rules.infinitive.fullmatch(last) else None
    word = _WORD.match(folded, article.end()) if article else None
    return word.end() if word and word[0] not in rules.stop else 0


def _coordinated(text: str, folded: str, at: int, rules: Grammar, inside: str) -> int:
    """ "et des affaires internes", "et accises": the name goes on; "et la Commission": another body begins."""
    joined = rules.coordinator.match(folded, at)
    field = _behind_article(text, folded, joined.end(), rules) if joined else 0
    if not joined or field:
        return field
    word = _word(folded, joined.end())
    if word and rules.fields.match(folded, word.start()) and (
            _is_lone_field(text, folded, word, rules) or not _opens_body(text, folded, word.start(), rules)):
        small = not rules.capitals or text[word.start()].isupper() or not text[at - 1 - len(inside)].isupper()
        return 0 if is_acronym(text[word.start() : word.end()]) or not small else word.end()
    if not rules.bare:
        connector = rules.connectors.match(folded, joined.end())
        if not connector and rules.aims.match(inside):
            connector = rules.article.match(folded, joined.end())
        listed = bool(word and not rules.capitals and inside in rules.plural and word[0][-1] in "sx")
        if not connector and not listed:
            word = word if word and text[word.start()].isupper() and rules.capitals else None
        elif connector:
            word = _word(folded, connector.end())
    if not word or word[0] in rules.stop or rules.heads.match(folded, word.start()):
        return 0
    if rules.bare and word[0] in rules.demonyms:
        return 0                            # "police of Ghana and Togolese customs"
    if is_acronym(text[word.start() : word.end()]) or (rules.capitals and not text[word.start()].isupper()):
        return 0
    person = rules.capitals and _opens_person(text, folded, word.start(), rules)
    return 0 if person or (rules.bare and _opens_body(text, folded, word.start(), rules)) else word.end()


def _is_lone_field(text: str, folded: str, word: re.Match[str], rules: Grammar) -> bool:
    """Whether a word names a field, though bodies are called so too: "Home Affairs and Immigration"; no capital may go
    on with it."""
    written = rules.capitals and rules.fields.fullmatch(folded, word.start(), word.end())
    return bool(written) and not text[word.end() + 1 : word.end() + 2].isupper()


def _twinned(text: str, folded: str, at: int, rules: Grammar) -> int:
    """A last word that "y" joins to a proper name: "Fundación Paz y Vida", not "Policía Nacional y Aduana"."""
    joint = rules.coordinator.match(folded, at) if rules.capitals and not rules.bare else None
    word = _word(folded, joint.end()) if joint else None
    if not word or not text[word.start()].isupper() or is_acronym(text[word.start() : word.end()]):
        return 0
    known = rules.heads.match(folded, word.start()) or rules.fields.match(folded, word.start())
    return 0 if known or not _ENDS.match(text, word.end()) else word.end()


def _opens_person(text: str, folded: str, at: int, rules: Grammar) -> bool:
    """Whether one with a post stands here: "(the Ministry of Fisheries and) Ada Obi, IOM's Chief of Mission"."""
    name = _PERSON.match(text, at)
    return name is not None and rules.posts.search(folded, name.start(1), name.end(1)) is not None


def _behind_article(text: str, folded: str, at: int, rules: Grammar) -> int:
    """Where a field ends that "y" joins with its article alone: "de la Niñez y la Adolescencia"."""
    article = None if rules.bare else rules.article.match(folded, at)
    if not article or not text[article.end()].isupper() or rules.heads.match(folded, article.end()):
        return 0
    field = rules.fields.match(folded, article.end())
    return field.end() if field and not is_acronym(text[field.start() : field.end()]) else 0


def _paired(folded: str, at: int, last: str, rules: Grammar, *, within: bool) -> int:
    """Two adjectives of one noun: "Garde nationale et nomade"; those of a complement agree: "affaires sociales et
    familiales"."""
    joined = rules.coordinator.match(folded, at) if rules.adjectives.fullmatch(last) else None
    word = _WORD.match(folded, joined.end()) if joined else None
    if not word or word[0] in rules.stop or word[0] in rules.demonyms or (within and word[0][-2:] != last[-2:]):
        return 0
    return word.end() if rules.adjectives.fullmatch(word[0]) and not rules.heads.match(folded, word.start()) else 0


def _listed(text: str, folded: str, end: int, rules: Grammar) -> int:
    """ ", de l'emploi et de la formation", ", Migration and Employment": up to and with the last listed item."""
    closing = rules.closing.match(folded, end)
    if rules.capitals and (bare := rules.bare_closing.match(folded, end)) and not closing:
        written = text[end : bare.end()].replace(",", "").split()
        capital = all(word[0].isupper() or rules.coordinator.match(word + " ") for word in written)
        if capital and not any(map(is_acronym, written)):
            return bare.end()
    if closing and not rules.bare and (last := _closed(text, folded, end, closing.end(), rules)):
        return last
    listed = rules.listed.match(folded, end)
    if listed and len(rules.coordinator.findall(folded, end, listed.end())) > 1:
        return 0                            # "of Home Affairs, and by Ada Obi, Minister of Justice and Police"
    if not listed or not _all_fields(text, folded, end, listed.end(), rules):
        return 0
    return _closed(text, folded, end, listed.end(), rules)


def _closed(text: str, folded: str, start: int, end: int, rules: Grammar) -> int:
    """The end of the word behind a list, unless the list holds acronyms or heads: these are bodies of their own."""
    last = _word(folded, end)
    if not last or last[0] in rules.stop or any(map(is_acronym, text[start : last.end()].split())):
        return 0
    within = [*rules.heads.finditer(folded, start, end), *_opened(text, folded, end, rules)]
    if len(within) == 1 and rules.bare:     # "Passports, Immigration and Nationality", "Public Service and Labour"
        head = within[0]
        fields = rules.fields.finditer(folded, start, last.end())
        within = [] if any(field.start() <= head.start() and head.end() <= field.end() for field in fields) else within
    return 0 if within else last.end()


def _all_fields(text: str, folded: str, start: int, end: int, rules: Grammar) -> bool:
    """Whether what is listed are fields of government: each of them, or one where all are written with capitals."""
    items = [start + item.start() for item in re.finditer(r"(?<=, )[^,]+", folded[start:end])]
    last = _word(folded, end)
    known = [_field(folded, at, rules) for at in (*items, *([last.start()] if last else []))]
    if all(known):
        return True
    words = [word for word in re.findall(r"[\w'’-]+", text[start:end]) if len(word) > 3]
    capital = last is not None and text[last.start()].isupper() and all(word[0].isupper() for word in words)
    return rules.capitals and capital and any(known)


def _field(folded: str, at: int, rules: Grammar) -> bool:
    """Whether a field of government stands here, behind an article or preposition or not."""
    opening = rules.article.match(folded, at) or rules.connectors.match(folded, at)
    begin = opening.end() if opening else at
    return bool(rules.fields.match(folded, begin + (folded[begin : begin + 1] == " ")))


def _modifier(text: str, folded: str, at: int, end: int, rules: Grammar) -> int:
    """An adjective, or a capitalised word right after the last one."""
    word = _WORD.match(folded, at)
    if not word or at == end or word[0] in rules.stop:
        return 0
    if len(word[0]) < 3 and word[0].isdigit() and text[folded.rfind(" ", 0, end) + 1].isupper():
        return word.end() if rules.connectors.match(folded, word.end() + 1) else 0      # "Zona 7 de Salud"
    written = text[word.start() : word.end()]
    if word[0] in rules.demonyms or rules.adjectives.fullmatch(word[0]):
        return word.end()
    return word.end() if written[0].isupper() and not is_acronym(written) else 0


def is_acronym(written: str) -> bool:
    letters = [c for c in written if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)

"""What "and" and commas join inside the name of a body: "Home Affairs |, Migration and Employment", "des affaires
sociales | et familiales"; nothing where another body begins or a person."""

from __future__ import annotations

import re

from oimgraph.lexicon.names import LOWER, UPPER
from oimgraph.mentions.bodies.acronyms import initials, is_acronym
from oimgraph.mentions.bodies.grammar import WORD, Grammar, word_at

_CAPITALS = re.compile(rf"(?:[{UPPER}][\w'’-]*[ ,\n]{{0,2}}){{1,6}}")
_PERSON = re.compile(rf"[{UPPER}][{LOWER}'’-]{{1,40}}(?:\s[{UPPER}][{LOWER}'’-]{{1,40}}){{1,2}},\s([^,.;]{{1,40}})")
_ENDS = re.compile(r"[,.;:)»”\"]|\s\(|$")


def coordinated(text: str, folded: str, at: int, rules: Grammar, inside: str) -> int:
    """ "et des affaires internes", "et accises": the name goes on; "et la Commission": another body begins."""
    joined = rules.coordinator.match(folded, at)
    field = _behind_article(text, folded, joined.end(), rules) if joined else 0
    if not joined or field:
        return field
    word = word_at(folded, joined.end())
    if word and rules.fields.match(folded, word.start()) and (
            _is_lone_field(text, folded, word, rules) or not opens_body(text, folded, word.start(), rules)):
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
            word = word_at(folded, connector.end())
    if not word or word[0] in rules.stop or rules.heads.match(folded, word.start()):
        return 0
    if rules.bare and word[0] in rules.demonyms:
        return 0                            # "police of Ghana and Togolese customs"
    if is_acronym(text[word.start() : word.end()]) or (rules.capitals and not text[word.start()].isupper()):
        return 0
    person = rules.capitals and _opens_person(text, folded, word.start(), rules)
    return 0 if person or (rules.bare and opens_body(text, folded, word.start(), rules)) else word.end()


def _is_lone_field(text: str, folded: str, word: re.Match[str], rules: Grammar) -> bool:
    """Whether a word names a field, though bodies are called so too: "Home Affairs and Immigration"; no capital may go
    on with it."""
    written = rules.capitals and rules.fields.fullmatch(folded, word.start(), word.end())
    return bool(written) and not text[word.end() + 1 : word.end() + 2].isupper()


def twinned(text: str, folded: str, at: int, rules: Grammar) -> int:
    """A last word that "y" joins to a proper name: "Fundación Paz y Vida", not "Policía Nacional y Aduana"."""
    joint = rules.coordinator.match(folded, at) if rules.capitals and not rules.bare else None
    word = word_at(folded, joint.end()) if joint else None
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


def paired(folded: str, at: int, last: str, rules: Grammar, *, within: bool) -> int:
    """Two adjectives of one noun: "Garde nationale et nomade"; those of a complement agree: "affaires sociales et
    familiales"."""
    joined = rules.coordinator.match(folded, at) if rules.adjectives.fullmatch(last) else None
    word = WORD.match(folded, joined.end()) if joined else None
    if not word or word[0] in rules.stop or word[0] in rules.demonyms or (within and word[0][-2:] != last[-2:]):
        return 0
    return word.end() if rules.adjectives.fullmatch(word[0]) and not rules.heads.match(folded, word.start()) else 0


def listed(text: str, folded: str, end: int, rules: Grammar) -> int:
    """ ", de l'emploi et de la formation", ", Migration and Employment": up to and with the last listed item."""
    closing = rules.closing.match(folded, end)
    bare = rules.bare_closing.match(folded, end) if rules.capitals else None
    if bare and (_is_of_whole(text, bare, rules) if rules.bare else not closing):
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


def _is_of_whole(text: str, closing: re.Match[str], rules: Grammar) -> bool:
    """Whether the acronym behind a list is not that of its last item alone: "Virology and Malaria Control (CNV)"."""
    last = list(rules.coordinator.finditer(closing[0]))[-1]
    acronym = text[closing.end() :].removeprefix(" (").partition(")")[0]
    return acronym != initials(text[closing.start() + last.end() : closing.end()])


def _closed(text: str, folded: str, start: int, end: int, rules: Grammar) -> int:
    """The end of the word behind a list, unless the list holds acronyms or heads: these are bodies of their own."""
    last = word_at(folded, end)
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
    last = word_at(folded, end)
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


def opens_body(text: str, folded: str, at: int, rules: Grammar) -> bool:
    """Whether the capitalised words from here on hold a head of their own: "(and the) Viet Nam Women's Union"."""
    return bool(_opened(text, folded, at, rules))


def _opened(text: str, folded: str, at: int, rules: Grammar) -> list[re.Match[str]]:
    words = _CAPITALS.match(text, at)
    found = rules.heads.finditer(folded, at, words.end()) if words else ()
    return [head for head in found if head[0] not in rules.plurals]

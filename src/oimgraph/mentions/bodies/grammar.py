"""What the language of a page lets the name of a body consist of, compiled once from its lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from oimgraph.lexicon import Lexicon, any_of

WORD = re.compile(  # initials keep their full stop: "Howard G. Buffett", "U.S. Customs"
    r"[^\W_][\w&]*(?:[-.](?=\w)\w+)*(?:'(?:s\b|(?<=-d')\w+|(?=\b)|(?<=s')(?= \w))|(?<=[ .][a-z])\.(?= [a-z]))?"
)
_SPACES = re.compile(r" {0,3}")


@dataclass(frozen=True)
class Grammar:
    """What the language of a page lets a name consist of. `capitals`: complements are written with capitals."""

    connectors: re.Pattern[str]
    coordinator: re.Pattern[str]
    bare_closing: re.Pattern[str]   # the same without prepositions; only an acronym behind it proves it
    closing: re.Pattern[str]        # ", de l'emploi et de" after a comma: the list goes on inside the name
    listed: re.Pattern[str]         # ", Migration and" in a list of fields of government, articles aside
    fields: re.Pattern[str]
    adjectives: re.Pattern[str]
    demonyms: frozenset[str]
    infinitive: re.Pattern[str]
    verb: re.Pattern[str]           # an infinitive with its preposition, which goes on with the sentence: "de repérer"
    plural: frozenset[str]          # connectors behind which "et" joins a plural: "aux réfugiés et sinistrés"
    article: re.Pattern[str]
    definite: re.Pattern[str]       # the same with those that are one word with a preposition: "du", "del"
    aims: re.Pattern[str]           # after these "et" may go on with an article: "pour l'équité et l'égalité"
    people: re.Pattern[str]         # whose possessive goes on inside a name: "Women's Affairs"
    common: re.Pattern[str]         # nouns that stay small in names written with capitals: "in persons"
    prenominal: re.Pattern[str]     # adjectives that the noun of a complement follows: "des jeunes juristes"
    stop: frozenset[str]
    opening: re.Pattern[str]        # what opens a sentence with a capital and is no part of a name: "Both"
    posts: re.Pattern[str]
    never: re.Pattern[str]          # what no name of a body ends in: "Immigration Officer"
    heads: re.Pattern[str]
    alone: re.Pattern[str]          # heads that name a body without a complement: "Senado"
    plurals: frozenset[str]         # heads in the plural, which open no single body: "and Passport Services"
    capitals: bool
    bare: bool                      # coordination needs no connector ("Labour and Social Affairs")


def grammar(words: Lexicon, heads: re.Pattern[str], demonyms: frozenset[str] = frozenset()) -> Grammar:
    chunk = words["institutions"]["chunk"]
    connector = "(?:" + "|".join(sorted(chunk["connectors"], key=lambda t: (-len(t), t))) + ")"
    coordinator = "(?:" + "|".join(chunk["and"]) + ")"
    article = "(?:" + "|".join(chunk["article"]) + r")(?:(?<=')| )"
    definite = "(?:" + "|".join([article, *(rf"{word} " for word in chunk["contracted"])]) + ")"
    english = words.language == "en"
    link = "" if english else rf"{connector}(?:(?<=')| )"
    item = r"[\w'’-]+(?: [\w'’-]+){0,4}?"
    optional = rf"(?:{connector}(?:(?<=')| )|{article})?"
    return Grammar(
        connectors=re.compile(rf"{connector}(?:(?<=')|(?= ))"),
        coordinator=re.compile(rf"{coordinator} "),
        closing=re.compile(rf"(?:, {link}{item}){{1,4}},? {coordinator} {link}"),
        bare_closing=re.compile(rf"(?:, {item}){{1,3}} {coordinator} \w+(?: \w+){{0,2}}?(?= \()"),
        listed=re.compile(rf"(?:, {optional}{item}){{1,4}},? {coordinator} {optional}"),
        fields=any_of(set(chunk["fields"])),
        adjectives=any_of(set(chunk["adjectives"])),
        demonyms=demonyms,
        infinitive=re.compile("|".join(chunk["infinitive"]) or r"(?!)"),
        verb=any_of(set(chunk["verb"])),
        plural=frozenset(chunk["plural"]),
        article=re.compile(article),
        definite=re.compile(definite),
        aims=re.compile("|".join(chunk["aims"]) or r"(?!)"),
        people=any_of(set(chunk["people"])),
        common=re.compile("|".join(chunk["common"]) or r"(?!)"),
        prenominal=any_of(set(chunk["prenominal"])),
        stop=frozenset(chunk["stop"]),
        opening=any_of(set(chunk["opening"])),
        posts=words.pattern("persons", "post", "nouns"),
        never=any_of(set(chunk["never"])),
        heads=heads,
        alone=any_of(set(words["institutions"]["alone"]["body"])),
        plurals=frozenset(words["institutions"]["elliptic"]["plural"]),
        capitals=words.language != "fr",
        bare=english,
    )


def word_at(folded: str, at: int) -> re.Match[str] | None:
    """The word of a name that stands here, spaces aside."""
    return WORD.match(folded, _SPACES.match(folded, at).end())      # type: ignore[union-attr]

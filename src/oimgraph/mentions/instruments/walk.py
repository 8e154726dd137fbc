"""Where the name of a plan, a law or a report ends: "loi [visant à prévenir et punir la traite] | est".

A name goes on through adjectives, complements and what is coordinated with them. What names a crime, a body or a state
is taken whole. Names written with capitals hold no other small words; in the others a verb or a pronoun ends the name.
"""

from __future__ import annotations

import re

from oimgraph.mentions.bodies.acronyms import is_acronym
from oimgraph.mentions.instruments.grammar import name_grammar
from oimgraph.mentions.instruments.known import Known
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

LIMIT = 260                 # characters: no name is longer
_ITEMS = 6                  # members of a list, words of an English noun phrase
_BEFORE = 40                # characters in which the word before "and" stands
# the sign that opens a number is no word: "Decreto Supremo N° 12"
_WORD = re.compile(r"(?!n\.?[°º])[^\W_][\w&]*(?:[-.](?=\w)\w+)*(?:'s\b|(?<=s)'(?= ))?")
_SPACES = re.compile(r" {0,3}")
_LAST = re.compile(r"(?<![\w'’])([A-ZÀ-ÖØ-Þ][a-zß-ÿ]+) \w{1,3} $")


class Walk:
    """One walk from a head noun to the end of its name."""

    def __init__(self, reading: Reading, known: Known, head: Span, limit: int, *, opened: bool = False) -> None:
        self.text, self.folded = reading.page.text, reading.folded
        self.rules = name_grammar(reading.words.language)
        self.limit = min(limit, head.end + LIMIT)
        self.small = reading.page.language == "fr" or not any(c.isupper() for c in self.text[head.start : head.end])
        self.object = reading.words.shape("(?:{the}|{a}|{its})")
        self.known, self.concepts, self.bodies = known, known.concepts, known.bodies
        self.open = opened          # whether a complement has begun
        self.reach = head.end       # how far the name goes as yet
        self.pair = False           # whether it stands between two: "entre Loja y Piura"
        self.aim = False            # whether it is told by an infinitive: "visant à prévenir et punir la traite"

    def end(self, start: int) -> int:
        end = start
        while end < self.limit:
            at, self.reach = self._after_space(end), end
            step = self._complement(at) or (self.open and (self._joined(at) or self._listed(end))) or self._modifier(at)
            if not step or step > self.limit:
                break
            end = step
        return end

    def place(self, end: int) -> int:
        """ "dans le système judiciaire": where what a report is about takes place."""
        at = self._after_space(end)
        if told := self.rules.places.match(self.folded, at):
            return told.end()
        opening = self.rules.within.match(self.folded, at)
        noun = self._noun(opening.end()) if opening else 0
        return self.end(noun) if noun and noun <= self.limit else end

    def _after_space(self, at: int) -> int:
        return _SPACES.match(self.folded, at).end()      # type: ignore[union-attr]

    def _complement(self, at: int) -> int:
        """ "de la traite", "on the protection of children", "pour prévenir la traite"."""
        connector = self.rules.connectors.match(self.folded, at)
        if not connector or (self.rules.bare and self.rules.coordinator.match(self.folded, at)):
            return 0
        told = connector[0].strip()
        if self.rules.aims.fullmatch(told) and (end := self._aim(connector.end())):
            self.open = self.aim = True
            return end
        noun = self._after_article(connector.end())
        handed = self.rules.dative.fullmatch(told) and noun not in self.known.instruments and (
            not self.open or self.rules.bare or noun in self.bodies
        )
        end = 0 if handed else self._noun(noun)
        self.pair = bool(self.rules.between.fullmatch(told))
        self.open = self.open or bool(end)
        return end

    def _aim(self, at: int) -> int:
        """Infinitives and what they govern: "prévenir, réprimer et punir la traite"."""
        word = _WORD.match(self.folded, at)
        if not word or not self.rules.infinitive.fullmatch(word[0]):
            return 0
        end = word.end()
        for _ in range(_ITEMS):
            comma = 2 if self.folded.startswith(", ", end) else 0
            joined = self.rules.coordinator.match(self.folded, end + (comma or 1))
            word = _WORD.match(self.folded, joined.end() if joined else end + comma)
            if not (comma or joined) or not word or not self.rules.infinitive.fullmatch(word[0]):
                break
            end = word.end()
        at = self._after_space(end)
        personal = self.rules.personal.match(self.folded, at)
        return self._noun(self._after_article(personal.end() if personal else at))

    def _after_article(self, at: int) -> int:
        """Behind an article and an adjective before the noun: "la libre circulation"."""
        for pattern in (self.rules.articles, self.rules.prenominal):
            match = pattern.match(self.folded, at)
            at = match.end() if match else at
        return at

    def _noun(self, at: int) -> int:
        """The end of the noun that begins here, with all of what it names; 0 where none may stand."""
        known = max(names.get(at, 0) for names in (self.concepts, self.bodies, self.known.instruments))
        if known and known <= self.limit:
            return self._owned(known)
        word = _WORD.match(self.folded, at)
        if not word or self.rules.stop.fullmatch(word[0]) or word[0][0].isdigit():
            return 0
        if self.rules.heads.match(self.folded, at) and not self._is_small(word):
            return 0
        if self._is_small(word):
            allowed = self.small or self.rules.common.fullmatch(word[0])
            reach = self._phrase(word) if self.rules.bare else word.end()
            return reach if allowed else self._turns_small(word)
        origin = self.rules.bare and self.small and at in self.known.peoples      # "persons of Samoan origin"
        return self._phrase(word) if origin else word.end()

    def _owned(self, end: int) -> int:
        """ "a plan for Samoa's ports": with what the body or the state has."""
        word = _WORD.match(self.folded, end + 3) if self.rules.bare and self.folded.startswith("'s ", end) else None
        fits = word and self._is_small(word) and not self.rules.stop.fullmatch(word[0])
        return self._phrase(word) if word and fits else end

    def _is_small(self, word: re.Match[str]) -> bool:
        return not self.text[word.start()].isupper()

    def _turns_small(self, word: re.Match[str]) -> int:
        """Right behind the head a small noun tells that only the first word has a capital: "Ley de lucha contra"."""
        if self.open or self.rules.bare:
            return 0
        self.small = True
        return word.end()

    def _phrase(self, word: re.Match[str]) -> int:
        """English nouns stand beside each other: "passenger screening", up to a verb or a preposition."""
        end = word.end()
        for _ in range(_ITEMS):
            word_ = _WORD.match(self.folded, self._after_space(end))
            if not word_ or word_.start() == end or self.rules.stop.fullmatch(word_[0]) or self._is_verb(word_):
                break
            end = word_.end()
        return end

    def _is_verb(self, word: re.Match[str]) -> bool:
        """ "(shelters) run by", "(journalists) explains the difference"."""
        at = self._after_space(word.end())
        behind = _WORD.match(self.folded, at)
        participle = word[0].endswith("ed") and behind and self.rules.stop.fullmatch(behind[0])
        return bool(participle) or (word[0].endswith("s") and self.object.match(self.folded, at) is not None)

    def _modifier(self, at: int) -> int:
        """An adjective, or a capitalised word, right behind."""
        word = _WORD.match(self.folded, at)
        if not word or self.rules.stop.fullmatch(word[0]) or not at or self.folded[at - 1] != " ":
            return 0
        if at in self.concepts and self.open:
            return self.concepts[at]
        if self.rules.adjectives.fullmatch(word[0]) or self.rules.participles.match(self.folded, at):
            return word.end()
        other = self._is_small(word) or word[0][0].isdigit() or is_acronym(self.text[word.start() : word.end()])
        return 0 if other else word.end()

    def _joined(self, at: int) -> int:
        """ "et d'assistance aux victimes", "y el Enfrentamiento", "and Reintegration": what the name goes on with."""
        joined = self.rules.coordinator.match(self.folded, at)
        if not joined:
            return 0
        start = joined.end()
        if end := self._complement(start):
            word = _WORD.match(self.folded, self.rules.connectors.match(self.folded, start).end())  # type: ignore[union-attr]
            verb = word and self.rules.infinitive.fullmatch(word[0]) and not self.aim
            return 0 if verb and not self.rules.bare else end
        article = self.rules.articles.match(self.folded, start)
        return self._item(article.end() if article else start, article=bool(article))

    def _item(self, at: int, *, article: bool) -> int:
        """A member of a list that has no preposition of its own: it has to look like a noun or an adjective."""
        word = _WORD.match(self.folded, at)
        if not word or self.rules.stop.fullmatch(word[0]) or self.rules.heads.match(self.folded, at):
            return 0
        if at in self.concepts or (at in self.known.states and self._in_place()):
            return self.concepts.get(at) or self.known.states[at]
        if self._is_small(word):
            fits = self.rules.nominal.fullmatch(word[0]) or (not article and self.rules.adjectives.fullmatch(word[0]))
            if not (self.small or self.rules.common.fullmatch(word[0])) or not fits:
                return 0
            return self._phrase(word) if self.rules.bare else word.end()
        if self.small and (self.pair or self._after_proper(at)):
            return max(word.end(), self.bodies.get(at, 0))
        acronym = is_acronym(self.text[word.start() : word.end()])
        return 0 if self.small or acronym or at in self.bodies else word.end()

    def _in_place(self) -> bool:
        """Whether the name goes as yet up to a state, a place or a part of the world: "for the Horn of Africa and"."""
        regions = self.rules.regions.finditer(self.folded, max(0, self.reach - _BEFORE), self.reach)
        return self.reach in self.known.states.values() or any(match.end() == self.reach for match in regions)

    def _after_proper(self, at: int) -> bool:
        """Whether a name of which nothing is known stands before "and": "de Beitbridge y Dedza"."""
        before = _LAST.search(self.text, max(0, at - _BEFORE), at)
        return bool(before and before.start(1) not in self.bodies)

    def _listed(self, end: int) -> int:
        """ ", le droit de résidence et d'établissement": up to and with the last item, which "and" brings."""
        for _ in range(_ITEMS):
            if not self.folded.startswith(", ", end):
                return 0
            item = self._member(end + 2)
            if not item:
                return 0
            self.reach = end = item
            at = self._after_space(end)
            comma = 2 if self.folded.startswith(", ", end) else 0
            joined = self.rules.coordinator.match(self.folded, end + comma if comma else at)
            if joined:
                return self._member(joined.end())
        return 0

    def _member(self, at: int) -> int:
        article = self.rules.articles.match(self.folded, at)
        end = self._complement(at) or self._item(article.end() if article else at, article=bool(article))
        for _ in range(_ITEMS if end else 0):
            at = self._after_space(end)
            step = self._complement(at) or self._modifier(at)
            if not step:
                break
            end = step
        return end

"""Which crimes a law or a plan is about, as the words beside its name tell: "Law 12, which punishes trafficking"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import outermost, right_before
from oimgraph.model import Entity, Mention, Span

_OF_WHOM = r"(?: {of}\w+(?: \w+)?)?"         # "(traite) des personnes", "d'êtres humains"
_AND_CRIME = rf"{_OF_WHOM}(?:, (?:{{and}}|{{or}})?| (?:{{and}}|{{or}}))(?:{{of}}|{{the}}){{0,2}}"


def crimes_of(reading: Reading, law: Span) -> list[Entity]:
    """The crimes of its clause that it punishes or is on, and those whose offence was brought into it."""
    sentence = reading.sentence(law)
    concepts = reading.of_kind("Concept", within=sentence)
    crimes = outermost([m for m in concepts if m.entity.key.startswith("crime/")])
    return [*_punished(reading, law, crimes), *(m.entity for m in crimes if _is_brought_in(reading, law, m))]


def _punished(reading: Reading, law: Span, crimes: list[Mention]) -> list[Entity]:
    """ "Law 12, on trafficking and smuggling", "the Act makes all forms of trafficking an offence"."""
    words, folded = reading.words, reading.folded
    start = law.end + (2 if folded.startswith(", ", law.end) else 1)
    told = words.pattern("enactment", "subject", "about").match(folded, start, reading.sentence(law).end)
    found: list[Entity] = []
    end = told.end() if told else 0
    for crime in (m for m in crimes if told and m.span.start >= told.start()):
        between = folded[end : crime.span.start]            # none where the crime holds the preposition
        if not found:
            fits = not between.strip() or words.pattern("enactment", "subject", "offence").fullmatch(between.strip())
        else:
            fits = words.shape(_AND_CRIME).fullmatch(between)
        if not fits:
            break
        found, end = [*found, crime.entity], crime.span.end
    return found


def _is_brought_in(reading: Reading, law: Span, crime: Mention) -> bool:
    """ "introduced the offence of trafficking in persons into its Penal Code"."""
    words, gap = reading.words, reading.folded[crime.span.end : law.start].rstrip()
    of_whom = words.shape(_OF_WHOM)
    into = any(match.end() == len(gap) and of_whom.fullmatch(gap[: match.start()].rstrip())
               for match in words.pattern("enactment", "subject", "into").finditer(gap))
    before = Span(reading.sentence(law).start, crime.span.start)
    return into and right_before(words.pattern("enactment", "subject", "offence"), reading.folded, before)

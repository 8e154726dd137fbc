"""Bodies of states: a state's body is known by its state and by its name without that state. The "Ministry of Health
of Kenya", "Kenya's Ministry of Health" and the "Kenyan Ministry of Health" are one body, Uganda's is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity

_OF = r"(?<!\w){genitive}$"
_A_PEOPLE = r"(?<!\w)(?:{genitive}|{the})$"         # "Office des [Togolais] de l'étranger"


def by_state(reading: Reading, found: Sequence[Body]) -> list[Body]:
    """The bodies, those of states under keys such as "state/KEN/ministry of health". One whose state is not told is
    that of the same name, should the page have one only."""
    keyed = [_key(reading, body) for body in found]
    same: dict[str, set[str]] = {}
    for body, key in zip(found, keyed, strict=True):
        for name in (body.entity.key, key.rpartition("/")[2]) if key else ():
            same.setdefault(name, set()).add(key)
    sole = {name: keys.pop() for name, keys in same.items() if len(keys) == 1}
    return [
        replace(body, entity=Entity("Organization", key or sole.get(body.entity.key, body.entity.key)))
        for body, key in zip(found, keyed, strict=True)
    ]


def of_one_state(listed: list[Body]) -> list[Body]:
    """A state that only the last of a list tells owns all: "ministères de la Justice et de l'Intérieur du Togo"."""
    *before, last = listed
    if last.cls != "GovernmentBody" or any(body.country for body in before):
        return listed
    return [replace(body, country=last.country) for body in listed]


def _key(reading: Reading, body: Body) -> str:
    if body.cls != "GovernmentBody" or not body.country or not body.names or "/" in body.entity.key:
        return ""
    return f"state/{body.country}/{_without_state(reading, body)}"


def _without_state(reading: Reading, body: Body) -> str:
    """The folded name without its state; whole where one word would be left that names no body alone ("Bank of Ghana"),
    and for embassies, of which a state has many."""
    name, alone = fold(body.names[0]), reading.words.pattern("institutions", "alone", "body")
    abroad = reading.words.pattern("institutions", "abroad", "head").match(name)
    for state in () if abroad else reading.of_kind("Country", "Demonym", within=body.reach):
        before, said, behind = name.rpartition(reading.fold(state.span))
        of = reading.words.shape(_OF).search(before)
        if said and of and not behind:
            rest = before[: of.start()]                                 # "... of Kenya"
        elif said and not before:
            rest = behind                                               # "Kenyan ..."
        elif said and state.entity.kind == "Demonym" and not reading.words.shape(_A_PEOPLE).search(before):
            rest = before.rstrip() + behind                             # "Ministère kényan de la santé"
        else:
            rest = ""
        if " " in rest.strip() or alone.fullmatch(rest.strip()):
            return rest.strip()
    return name

"""National branches of known societies and companies, which are bodies of their own: "Caritas Burundi", "Cáritas
Dominicana". The offices of an intergovernmental organization are the organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention

_CLASSES = ("CivilSocietyOrganization", "Organization")


def branches(
    reading: Reading, found: Sequence[Mention], classes: Mapping[Entity, str],
) -> tuple[list[Mention], dict[Entity, str]]:
    """The mentions with those of branches in place of the bodies that open their names, and the classes of these."""
    states = {m.span.start: m for m in found if m.entity.kind in ("Country", "Demonym")}
    kept, told = [], {}
    for mention in found:
        state = states.get(mention.span.end + 1) if classes.get(mention.entity) in _CLASSES else None
        if state and reading.flat[mention.span.end] == " " and reading.text(state.span)[0].isupper():
            span = mention.span.to(state.span)
            branch = Entity("Organization", " ".join(fold(reading.text(span)).split()))
            told[branch] = classes[mention.entity]
            kept.append(Mention(span, branch))
        else:
            kept.append(mention)
    return kept, told

"""A breach of a shape as an engine reports it, before message and quote are joined to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """Everything as text: IRIs without brackets, literals by their lexical form, "" where there is none."""

    shape: str
    focus: str
    path: str
    value: str
    component: str

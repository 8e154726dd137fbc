"""Content negotiation: which of the formats on offer a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_WEIGHT = re.compile(r";\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def chosen(accept: str, offered: Sequence[str]) -> str:
    """The media type that is liked best, the first of equals; "" where none will do. No wish allows all."""
    wishes = list(_wishes(accept))
    weighed = [(_weight(media, wishes), -number, media) for number, media in enumerate(offered)]
    best = max(weighed, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else ""


def _wishes(accept: str) -> Iterable[tuple[str, float]]:
    for part in (accept or "*/*").split(","):
        if found := _RANGE.match(part):
            weight = _WEIGHT.search(found[2])
            yield found[1].lower(), float(weight[1]) if weight else 1.0


def _weight(media: str, wishes: list[tuple[str, float]]) -> float:
    """That of the most exact range that fits."""
    for fitting in (media, media.partition("/")[0] + "/*", "*/*"):
        weights = [weight for wish, weight in wishes if wish == fitting]
        if weights:
            return max(weights)
    return 0.0

"""Charts as shapes: where bars, dots and letters stand, in units of the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oimgraph.publish.charts import Bar, world

WIDTH = 720
_HIGH = 150                 # of the years' bars
_TOP, _BELOW = 22, 26       # room for numbers and years
_ROW = 30                   # of a bar that lies
_NAMES, _NUMBERS = 250, 120 # room beside it
_MAP = (720, 330)           # the whole width of the earth, and from 80° north to 57° south
_NORTH = 80.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A bar (x, y, width, height) or a dot (x, y, radius twice) with what it stands for."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    told: bool = True                   # whether there is room for its label


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]


def columns(bars: Sequence[Bar]) -> Drawing:
    """Bars that stand, one a year."""
    most = max((bar.value for bar in bars), default=1) or 1
    gap = WIDTH / max(len(bars), 1)
    every = max(1, math.ceil(44 / gap))
    shapes = []
    for number, bar in enumerate(bars):
        high = round(float(bar.value / most) * _HIGH, 1)
        wide = round(min(gap * 0.72, 46), 1)
        shapes.append(Shape(bar, round(gap * (number + 0.5) - wide / 2, 1), round(_TOP + _HIGH - high, 1), wide, high,
                            told=(len(bars) - 1 - number) % every == 0))
    return Drawing(WIDTH, _TOP + _HIGH + _BELOW, tuple(shapes))


def rows(bars: Sequence[Bar]) -> Drawing:
    """Bars that lie, one a donor; the longest of each currency fills the room, for currencies are not compared."""
    most = max((bar.value for bar in bars), default=1) or 1
    room = WIDTH - _NAMES - _NUMBERS
    shapes = [Shape(bar, _NAMES, number * _ROW + 5, max(1.0, round(float(bar.value / most) * room, 1)), _ROW - 10)
              for number, bar in enumerate(bars)]
    return Drawing(WIDTH, max(len(bars), 1) * _ROW, tuple(shapes))


def earth(bars: Sequence[Bar]) -> Drawing:
    """A dot for each country; its area grows with the value. Larger ones come first, so that small ones lie on top."""
    most = float(max((bar.value for bar in bars), default=1))
    shapes = []
    for bar in sorted(bars, key=lambda bar: (-bar.value, bar.label)):
        latitude, longitude, _ = world()["countries"][bar.label.rpartition("/")[2]]
        x, y = _projected(latitude, longitude)
        radius = round(4 + 14 * math.sqrt(float(bar.value) / most), 1)
        shapes.append(Shape(bar, x, y, radius, radius))
    return Drawing(*_MAP, tuple(shapes))


def land() -> str:
    """Where people live, as one path of dots: "M10 20h0M…"."""
    step = world()["step"]
    dots = [_projected(90 - (row + 0.5) * step, (column + 0.5) * step - 180)
            for row, found in world()["land"] for column in found]
    return "".join(f"M{x:g} {y:g}h0" for x, y in dots if 0 < y < _MAP[1])


def _projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Equal steps for equal degrees, a little higher than wide, as on many maps of the world."""
    scale = _MAP[0] / 360
    return round((longitude + 180) * scale, 1), round((_NORTH - latitude) * scale * 1.2, 1)


def table(bars: Sequence[Bar]) -> dict[str, dict[str, Bar]]:
    """Label -> group -> value: for a picture of two dimensions."""
    found: dict[str, dict[str, Bar]] = {}
    for bar in bars:
        found.setdefault(bar.label, {})[bar.group] = bar
    return found


def radius(bar: Bar, bars: Sequence[Bar], most: float) -> float:
    """Of a dot among others, so that its area is its share of the largest."""
    return round(most * math.sqrt(float(bar.value) / float(max(one.value for one in bars))), 1)



"""What relative dates mean on a page that tells when it was written: "this year", "since January", "in May"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading, inside

_DAY = len("2022-10-03")


def written_on(reading: Reading) -> str:
    """The day on which the page was written, by its data or its dateline; "" where neither tells the year."""
    if reading.page.published or not reading.dateline:
        return reading.page.published
    return next((m.start for m in inside(reading.moments, reading.dateline) if len(m.start) == _DAY and not m.end
                 and m.start[0] != "-"), "")


def year(reading: Reading, ago: int = 0) -> str:
    """The year in which the page was written, or one so many years before; "" where it does not tell."""
    today = written_on(reading)
    return str(int(today[:4]) - ago) if today else ""


def dated(reading: Reading, day: str) -> str:
    """A month or a day without a year ("--05", "--05-31") as the last such that was not yet to come; else as it is."""
    today = written_on(reading)
    if not today or not day.startswith("--"):
        return day
    ago = day[2:] > today[5 : 5 + len(day) - 2]
    return f"{int(today[:4]) - ago}-{day[2:]}"

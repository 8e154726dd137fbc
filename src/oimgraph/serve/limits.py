"""What one request may cost, and how a request that may not be answered is told so."""

from __future__ import annotations

from dataclasses import dataclass

from oimgraph.errors import OimgraphError

TEXT = 16_384               # bytes of a query
BODY = 4 * TEXT             # bytes of a request's body: each byte of a query may be written as three


@dataclass(frozen=True, slots=True)
class Limits:
    """Of each query, beside the size of its text; and how many may run at the same time."""

    seconds: float = 10.0
    rows: int = 10_000
    megabytes: int = 1024           # beyond what the dataset takes
    answer_megabytes: int = 16
    at_once: int = 4


class Declined(OimgraphError):
    """A request without an answer: the status of HTTP, the reason, and after how many seconds it may be tried again."""

    def __init__(self, status: int, what: str, hint: str = "", retry_after: int = 0) -> None:
        super().__init__(what, hint)
        self.status = status
        self.retry_after = retry_after

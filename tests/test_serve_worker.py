"""What a worker sends back through its pipe, and what the server makes of it."""

from __future__ import annotations

import pytest

from oimgraph.errors import InputError, TooMuch
from oimgraph.serve.limits import Declined, Limits
from oimgraph.serve.worker import Failed, Reply, Task, Workers, _made

LIMITS = Limits(answer_megabytes=1)
WHOLE = Reply("text/csv", b"a\nb\n")


def raising(error: Exception) -> Task:
    def task() -> Reply:
        raise error
    return task


def sent(task: Task, code: int = 0) -> Reply:
    """Through the pipe and back."""
    return Workers(LIMITS)._reply(_made(task, LIMITS), code)


def test_an_answer_comes_back_whole() -> None:
    assert sent(lambda: WHOLE) == WHOLE
    largest = Reply("text/csv", b"x" * (1 << 20))
    assert sent(lambda: largest) == largest


@pytest.mark.parametrize(("task", "status", "what", "hint"), [
    (raising(Declined(429, "too many", "wait")), 429, "too many", "wait"),
    (raising(TooMuch("too large", "add LIMIT")), 413, "too large", "add LIMIT"),
    (raising(InputError("no query", "")), 400, "no query", ""),
    (lambda: Reply("text/csv", b"x" * ((1 << 20) + 1)), 413, "the answer is larger than 1 MB",
     "add LIMIT, or ask for less"),
])
def test_a_refusal_comes_back_with_its_reason(task: Task, status: int, what: str, hint: str) -> None:
    with pytest.raises(Declined) as raised:
        sent(task)
    assert (raised.value.status, raised.value.what, raised.value.hint) == (status, what, hint)


def test_a_fault_of_ours_is_told_without_the_words_of_the_query() -> None:
    with pytest.raises(Failed, match=r"^a worker failed: KeyError in test_serve_worker.py:\d+$"):
        sent(raising(KeyError("SELECT secret")))


def test_the_innermost_place_of_a_fault_is_told() -> None:
    def deeper() -> Reply:
        return raising(KeyError("SELECT secret"))()

    def line(task: Task) -> str:
        with pytest.raises(Failed) as raised:
            sent(task)
        return str(raised.value).rpartition(":")[2]

    assert line(deeper) == line(raising(KeyError()))


def test_memory_that_does_not_suffice_is_the_process_s_affair() -> None:
    with pytest.raises(MemoryError):
        sent(raising(MemoryError()))


@pytest.mark.parametrize(("code", "status"), [(-14, 504), (-24, 504), (3, 503), (-11, 503), (-9, 503), (-6, 503)])
def test_how_a_process_ended_is_told(code: int, status: int) -> None:
    with pytest.raises(Declined) as raised:
        sent(lambda: WHOLE, code)
    assert raised.value.status == status
    assert raised.value.hint == "ask for less at a time"


def test_a_process_that_says_nothing_has_failed() -> None:
    with pytest.raises(Failed, match="exit status 1"):
        Workers(LIMITS)._reply(b"", 1)

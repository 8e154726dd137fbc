"""What is refused before an engine sees it: what would leave the dataset, and what would break the engine.

A query is read as the engine reads it, and not as the grammar's tokens: the engine needs no space between a keyword and
what follows, and takes "<" after an expression for "less than". What looks like an IRI or a name may then be a keyword,
so wherever it is not certain, the query is refused. `oimgraph serve` does not rest on this alone: its workers cannot
open a connection.
"""

from __future__ import annotations

import re
from itertools import accumulate

from oimgraph.errors import InputError

_NO_KEYWORD = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""'
    r"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*'"
    r'|<(?![^<>\s]*(?:service|silent)#)[^<>"{}|^`\s]*>'     # "?a<?b)SERVICE#>" and a comment, or an IRI: no telling
    r"|#[^\r\n]*"
    r"|[?$]\w+"
    r"|:[\w.-]*",                                           # the local part; a prefix stays to be looked at
    re.IGNORECASE | re.DOTALL,
)
_SERVICE = re.compile(r"service", re.IGNORECASE)
_FROM = re.compile(r"from(?!\s*named)", re.IGNORECASE)
_DEPTH = 100


def check(text: str) -> None:
    """Raises InputError for a query that calls a service, names several default graphs or is nested too deep."""
    bare = _NO_KEYWORD.sub(" ", text)
    if _SERVICE.search(bare):
        raise InputError("a query may not call a SERVICE", "load the data of both sides into one dataset; a prefix "
                         "cannot be called so either")
    if len(_FROM.findall(bare)) > 1:        # the engine would show a triple as often as graphs state it
        raise InputError("a query may have only one FROM", "use GRAPH, or leave FROM out: the default graph holds "
                         "the triples of all graphs, each once")
    steps = (1 if character in "({[" else -1 for character in bare if character in "(){}[]")
    if max(accumulate(steps), default=0) > _DEPTH:
        raise InputError(f"the query is nested more than {_DEPTH} brackets deep", "write it flatter")

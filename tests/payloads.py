"""Forty texts that would run a script if a page took them for markup, and a dataset in which they stand everywhere."""

from __future__ import annotations

import pyoxigraph as ox

from oimgraph import terms

PAYLOADS = [
    f"{start}{act}{end}"
    for act in ("ran()", "parent.ran()", "top['ra'+'n']()", "eval('ran()')")
    for start, end in (
        ("<img src=x onerror=", ">"), ("</script><script>", "</script>"), ("<!--<script>", "//--></script>"),
        ("javascript:", "//"), ("\u2028", ";\u2029"),
        ("<svg onload=", ">"), ("\"'><iframe srcdoc='<script>", "</script>'>"),
        ("{{script}}<script>", "</script>"), ("]]><a href='javascript:", "'>href</a>"), ("</style><style onload=", ">"),
    )
]
_CLASSES = ("Project", "__proto__", "constructor", "toString")
_PREDICATE = "javascript:ran()//p"
_SCRIPT = ox.NamedNode("javascript:ran()")


def hostile_dataset() -> list[ox.Quad]:
    """A node for each payload, which stands in its name, fact, quote, title, address, date, language and class."""
    quads = []
    for number, text in enumerate(PAYLOADS):
        node, page, says = (f"{terms.ID}{kind}/{number}" for kind in ("thing", "document", "says"))
        told = ox.Literal(text)
        facts: list[tuple[str, str, ox.NamedNode | ox.Literal]] = [
            (node, terms.TYPE, ox.NamedNode(terms.MGO + _CLASSES[number % 4])),
            (node, terms.PREF_LABEL, told), (node, terms.ALT_LABEL, told),
            (node, terms.SOURCE, _SCRIPT), (node, _PREDICATE, told),
            (page, terms.TYPE, ox.NamedNode(terms.DOCUMENT)), (page, terms.TITLE, told), (page, terms.SOURCE, told),
            (page, terms.DATE, told), (page, terms.LANGUAGE, told),
            (says + "#a", terms.TYPE, ox.NamedNode(terms.ASSERTION)), (says + "#a", terms.SUBJECT, ox.NamedNode(node)),
            (says + "#a", terms.PREDICATE, ox.NamedNode(_PREDICATE)), (says + "#a", terms.OBJECT, told),
            (says + "#a", terms.SUPPORTED_BY, ox.NamedNode(says + "#e")), (says + "#e", terms.EXACT, told),
            (says + "#e", terms.HAS_SOURCE, ox.NamedNode(page)),
            (says + "#e", terms.EXCERPT_START, ox.Literal("0")), (says + "#e", terms.EXCERPT_END, ox.Literal("9")),
        ]
        quads += [ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, ox.NamedNode(page)) for s, p, o in facts]
    return quads

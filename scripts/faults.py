"""All small faults that can be put into a module: one comparison, constant, condition or call is another."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import Any

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SWAPPED: Mapping[type[ast.AST], type[Any]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
_RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "startswith": "endswith",
            "endswith": "startswith", "removeprefix": "removesuffix", "partition": "rpartition",
            "fullmatch": "match", "lower": "upper", "search": "match"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault. Its name does not tell the line, so that it stays the same when other code changes."""

    module: str             # "link/mint.py"
    name: str               # "slug: len(words) > _SLUG_MAX -> len(words) >= _SLUG_MAX"
    line: int
    text: str               # the whole module with the fault

    @property
    def package(self) -> str:
        return self.module.partition("/")[0].removesuffix(".py")

    @property
    def rank(self) -> str:
        """By which a sample is drawn."""
        return sha256(f"{self.module} {self.name}".encode()).hexdigest()


def mutants(module: str, text: str) -> Iterator[Mutant]:
    """All faults of a module, each name once: a second of the same name is numbered."""
    named: Counter[str] = Counter()
    code = text.encode()
    starts = [0, *accumulate(map(len, code.splitlines(keepends=True)))]
    for function, node, written in _faults(ast.parse(text)):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        old = " ".join(code[start:end].decode().split())
        name = f"{function}: {old} -> {written}"
        named[name] += 1
        numbered = name if named[name] == 1 else f"{name} ({named[name]})"
        yield Mutant(module, numbered, node.lineno, (code[:start] + written.encode() + code[end:]).decode())


def _faults(tree: ast.AST, function: str = "") -> Iterator[tuple[str, Any, str]]:
    """Function, what is replaced, and by what. What only readers and type checkers see stays, and so do messages."""
    for node in _seen(tree):
        inner = f"{function}.{node.name}".lstrip(".") if isinstance(node, _NAMED) else function
        for old, written in _written(node):
            yield inner or "module", old, written
        yield from _faults(node, inner)


def _seen(tree: ast.AST) -> Iterator[ast.AST]:
    hidden = [*getattr(tree, "decorator_list", ()), getattr(tree, "annotation", None), getattr(tree, "returns", None)]
    for node in ast.iter_child_nodes(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if node not in hidden and not docstring and not isinstance(node, ast.JoinedStr | ast.Raise):
            yield node


def _written(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _SWAPPED:
            yield node, f"({_with(node, ops=[_SWAPPED[type(op)]()])})"
        case (ast.BoolOp(op=op) | ast.BinOp(op=op)) if type(op) in _SWAPPED:
            yield node, f"({_with(node, op=_SWAPPED[type(op)]())})"
        case ast.AugAssign(op=op) if type(op) in _SWAPPED:
            yield node, _with(node, op=_SWAPPED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Constant(value=bool() | int() | float() | str() | bytes() as value):
            yield node, _other(value)
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.comprehension(ifs=[test]):
            if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
                yield test, f"(not ({ast.unparse(test)}))"
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield node, "return None"
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield node, "pass"
        case ast.Continue() | ast.Break():
            yield node, "break" if isinstance(node, ast.Continue) else "continue"
        case ast.Name(id=name) if name in _RENAMED:
            yield node, _RENAMED[name]
        case ast.Attribute(attr=name) if name in _RENAMED:
            yield node, _with(node, attr=_RENAMED[name])


def _with(node: ast.AST, **changed: Any) -> str:
    return ast.unparse(type(node)(**{name: getattr(node, name) for name in node._fields} | changed))


def _other(value: bool | float | str | bytes) -> str:  # noqa: FBT001 - any constant
    match value:
        case bool():
            return str(not value)
        case str():
            return repr(f"XX{value}")
        case bytes():
            return repr(b"XX" + value)
        case _:
            return f"({value + 1})"

"""The regular expressions of the package, found in its modules and in their source, each with how it is used."""

import ast
import builtins
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import BuiltinMethodType, ModuleType
from typing import Any, NamedTuple

import casegraph

__all__ = ["PACKAGE", "Found", "expressions"]

PACKAGE = Path(casegraph.__path__[0])

_AT_ONE_PLACE = ("match", "fullmatch")
_ANYWHERE = ("search", "sub", "subn", "split", "findall", "finditer")


class Found(NamedTuple):
    """A regular expression, where it is, and by which methods it is used (none: unknown)."""

    where: str
    pattern: str
    flags: int
    methods: frozenset[str]

    @property
    def anchored(self) -> bool:
        """Whether it is only ever tried at one place."""
        return bool(self.methods) and self.methods <= {*_AT_ONE_PLACE}

    @property
    def full(self) -> bool:
        """Whether it always has to match all of a text."""
        return self.methods == {"fullmatch"}


class _Unknown(str):
    """A stand-in for a value that is only known at run time: a word."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "_Unknown":
        return self


class _Names(dict[str, Any]):
    """The names of a module, and a stand-in for each other name."""

    def __init__(self, names: dict[str, Any], unknown: Any) -> None:
        super().__init__(names)
        self.unknown = unknown

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, self.unknown)


def expressions() -> Iterator[Found]:
    """Yield every regular expression: the compiled ones that modules hold, and those in calls of ``re``."""
    for info in pkgutil.walk_packages(casegraph.__path__, "casegraph."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            assert module.__file__
            tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
            yield from _held(module, tree)
            yield from _called(module, tree)


def _held(module: ModuleType, tree: ast.Module) -> Iterator[Found]:
    for name, value in vars(module).items():
        for pattern, method in _patterns(value):
            uses = {method} if method else _uses(tree, name) if pattern is value else ()
            flags = pattern.flags & ~re.UNICODE
            yield Found(f"{module.__name__}.{name}", _text(pattern.pattern), flags, frozenset(uses))


def _patterns(value: Any) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Yield the patterns in a value, and the method where it is one that is bound to a pattern."""
    if isinstance(value, re.Pattern):
        yield value, ""
    elif isinstance(value, BuiltinMethodType) and isinstance(value.__self__, re.Pattern):
        yield value.__self__, value.__name__
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _patterns(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns(each)


def _uses(tree: ast.AST, name: str) -> Iterator[str]:
    """Yield the methods that are called of a name, "" for a use that cannot be followed."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            parent = parents[node]
            while isinstance(parent, ast.IfExp):
                node, parent = parent, parents[parent]
            if isinstance(parent, ast.Compare):
                continue
            if isinstance(parent, ast.Attribute):
                yield parent.attr
            elif isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in functions:
                function = functions[parent.func.id]
                given = [index for index, each in enumerate(parent.args) if each is node]
                yield from _uses(function, function.args.args[given[0]].arg) if given else ("",)
            else:
                yield ""


def _called(module: ModuleType, tree: ast.Module) -> Iterator[Found]:
    """Yield the expressions in calls of ``re``; what a call at module level compiles is held by a name already."""
    compiled = {
        node
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func.value) == "re"
            and (node.func.attr in (*_AT_ONE_PLACE, *_ANYWHERE) or node in compiled)
        ):
            pattern = _worth(node.args[0], module)
            named = {
                each.attr
                for given in (*node.args[1:], *node.keywords)
                for each in ast.walk(given)
                if isinstance(each, ast.Attribute)
            }
            flags = sum(flag for name, flag in re.RegexFlag.__members__.items() if name in named and len(name) > 1)
            methods = frozenset() if node in compiled else frozenset((node.func.attr,))
            yield Found(f"{module.__name__}:{node.lineno}", _text(pattern), flags, methods)


def _worth(pattern: ast.expr, module: ModuleType) -> str | bytes:
    """Return what an expression of the source gives, with some words for each value that is only known at run time."""
    code = compile(ast.Expression(pattern), module.__name__, "eval")
    try:
        return (
            str(eval(code, {}, _Names(vars(module), _Unknown("some words"))))
            if not _in_bytes(pattern)
            else bytes(eval(code, {}, _Names(vars(module), b"some words")))
        )
    except TypeError as error:
        raise TypeError(f"{module.__name__}:{pattern.lineno}: {error}") from error


def _in_bytes(pattern: ast.expr) -> bool:
    return any(isinstance(each, ast.Constant) and isinstance(each.value, bytes) for each in ast.walk(pattern))


def _text(pattern: str | bytes) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else str(pattern)

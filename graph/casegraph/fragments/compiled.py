"""Fragments compiled for the explorer: Jinja's syntax tree of each macro, cut down to lists that JSON can hold.

Jinja parses the files, so server and explorer cannot read the same fragment in two ways. What the explorer's filler
(``fill.js``) does not know is refused here, when the explorer is made: fragments print values, ask whether one is there,
repeat for each item of a list, and call each other. A body is a list of texts and steps:

    "text"                            as it is
    ["text", PATH]                    a value, escaped
    ["number", PATH]                  a whole number, with commas
    ["if", [[PATH, WANTED, BODY] …], BODY]   the first body whose value is there or, if not WANTED, is not; else the last
    ["for", SLOT, PATH, BODY]         once for each item; the item is in SLOT, first and last in the next slot
    ["call", NAME, [PATH or {"is": CONSTANT} …]]

A path is the slot of a variable and the keys that lead from it to the value.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

__all__ = ["FOLDER", "Body", "FragmentError", "Fragments", "compiled"]

FOLDER = "fragments/"
"""What the names of fragment files begin with, among templates."""

Step = list[object]
Body = list[str | Step]
Fragments = Mapping[str, tuple[int, Body]]
"""How many values each fragment takes, and its body."""


class FragmentError(ValueError):
    """A fragment uses something that the explorer's filler does not know."""


def compiled(environment: "Environment", names: Iterable[str]) -> Fragments:
    """Return all macros of these files of an environment, and of those that they import from.

    Raises FragmentError: with the file and the line of what is beyond the subset.

    >>> from jinja2 import DictLoader, Environment
    >>> files = {"fragments/a.html": "{% macro link(to) %}<a>{{ to.text }}</a>{% endmacro %}"}
    >>> dict(compiled(Environment(loader=DictLoader(files)), files))
    {'link': (1, ['<a>', ['text', [0, 'text']], '</a>'])}
    """
    from jinja2 import nodes

    fragments: dict[str, tuple[int, Body]] = {}
    waiting, done = sorted(names, reverse=True), set[str]()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
        compiler = _Compiler(environment, name)
        for node in environment.parse(source, name).body:
            match node:
                case nodes.FromImport():
                    waiting.append(compiler.imports(node))
                case nodes.Macro():
                    if node.name in fragments:
                        raise FragmentError(
                            f"{name}, line {node.lineno}: there is another fragment called {node.name}."
                        )
                    compiler.callable[node.name] = len(node.args)
                    fragments[node.name] = (len(node.args), compiler.macro(node))
                case nodes.Output(nodes=[nodes.TemplateData(data=text)]) if not text.strip():
                    pass
                case _:
                    raise compiler.refused(node)
    return dict(sorted(fragments.items()))


class _Compiler:
    """Compiles the macros of one file."""

    def __init__(self, environment: "Environment", name: str) -> None:
        self.environment = environment
        self.name = name
        self.callable: dict[str, int] = {}  # how many values the fragments take that can be called

    def refused(self, node: "nodes.Node") -> FragmentError:
        """Return the error for something beyond the subset."""
        what = type(node).__name__
        return FragmentError(f"{self.name}, line {node.lineno}: {what} cannot be used in a fragment: {node!r:.200}")

    def imports(self, node: "nodes.FromImport") -> str:
        """Take in macros of another file of fragments, and return its name."""
        from jinja2 import nodes

        match node.template:
            case nodes.Const(value=str(name)) if name.startswith(FOLDER):
                module = self.environment.get_template(name).module
                self.callable |= {str(each): len(getattr(module, str(each)).arguments) for each in node.names}
                return name
            case _:
                raise self.refused(node)

    def macro(self, node: "nodes.Macro") -> Body:
        """Return the body of a macro."""
        if node.defaults:
            raise self.refused(node)
        return self.body(node.body, {each.name: slot for slot, each in enumerate(node.args)})

    def body(self, inner: Iterable["nodes.Node"], slots: Mapping[str, int]) -> Body:
        """Return a body; *slots* are those of the variables that it can use."""
        steps: Body = []
        for step in self._steps(inner, slots):
            if isinstance(step, str) and steps and isinstance(steps[-1], str):
                steps[-1] += step
            elif step:
                steps.append(step)
        return steps

    def _steps(self, inner: Iterable["nodes.Node"], slots: Mapping[str, int]) -> Iterator[str | Step]:
        from jinja2 import nodes

        for node in inner:
            match node:
                case nodes.Output():
                    yield from (self._printed(each, slots) for each in node.nodes)
                case nodes.If():
                    branches = [self._branch(each, slots) for each in (node, *node.elif_)]
                    yield ["if", branches, self.body(node.else_, slots)]
                case nodes.For(target=nodes.Name(name=item), test=None, recursive=False, else_=[]):
                    free = max(slots.values(), default=-1) + 1
                    within = {**slots, item: free, "loop": free + 1}
                    yield ["for", free, self._path(node.iter, slots), self.body(node.body, within)]
                case _:
                    raise self.refused(node)

    def _branch(self, node: "nodes.If", slots: Mapping[str, int]) -> Step:
        from jinja2 import nodes

        wanted = not isinstance(node.test, nodes.Not)
        test = node.test.node if isinstance(node.test, nodes.Not) else node.test
        return [self._path(test, slots), wanted, self.body(node.body, slots)]

    def _printed(self, node: "nodes.Node", slots: Mapping[str, int]) -> str | Step:
        from jinja2 import nodes
        from markupsafe import escape

        match node:
            case nodes.TemplateData(data=text):
                return str(text)
            case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=[], dyn_args=None, dyn_kwargs=None):
                if self.callable.get(name) != len(args):
                    raise self.refused(node)
                return ["call", name, [self._argument(each, slots) for each in args]]
            case nodes.Filter(name="number", args=[], kwargs=[], node=nodes.Node() as value):
                return ["number", self._path(value, slots)]
            case nodes.Getattr(node=nodes.Name(name="texts"), attr=attr) if "texts" not in slots:
                return str(escape(self.environment.globals["texts"][attr]))  # type: ignore[index]
        return ["text", self._path(node, slots)]

    def _argument(self, node: "nodes.Node", slots: Mapping[str, int]) -> object:
        from jinja2 import nodes

        if isinstance(node, nodes.Const) and isinstance(node.value, str | int):
            return {"is": node.value}
        return self._path(node, slots)

    def _path(self, node: "nodes.Node", slots: Mapping[str, int]) -> list[object]:
        from jinja2 import nodes

        match node:
            case nodes.Name(name=name) if name in slots and name != "loop":
                return [slots[name]]
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="first" | "last" as attr) if "loop" in slots:
                return [slots["loop"], attr]
            case nodes.Getattr(node=inner, attr=attr):
                return [*self._path(inner, slots), attr]
            case _:
                raise self.refused(node)

"""The server of an assistant's tools: it lists them, and answers calls in threads, each of which can be cancelled."""

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from casegraph import __version__
from casegraph.assistant.as_text import as_text
from casegraph.assistant.errors import error_words
from casegraph.assistant.instructions import ABOUT_NAMES, instructions
from casegraph.assistant.served import Served
from casegraph.assistant.tool import Tool
from casegraph.assistant.tools import TOOLS
from casegraph.collections.profile import Profile
from casegraph.errors import CasegraphError, UnknownName
from casegraph.store.cancellation import CURRENT_REQUEST, ClientRequest
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp import types
    from mcp.server import Server, ServerRequestContext

__all__ = ["tool_server"]

_THREADS = 4


def tool_server(served: Served) -> "Server[Any]":
    """Return the server of all tools, which answers from what is *served*."""
    from anyio import CapacityLimiter, get_cancelled_exc_class, to_thread
    from mcp import types
    from mcp.server import Server

    by_name = {each.name: each for each in TOOLS}

    async def list_tools(
        _context: "ServerRequestContext[Any]", _params: "types.PaginatedRequestParams | None"
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[*map(_listed, TOOLS)])

    async def call_tool(
        _context: "ServerRequestContext[Any]", params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        request = ClientRequest("assistant")
        token = CURRENT_REQUEST.set(request)
        served.requests.add(request)
        try:
            call = partial(_called, by_name, served, params.name, params.arguments or {})
            answer, is_error = await to_thread.run_sync(call, abandon_on_cancel=True, limiter=threads())
        except get_cancelled_exc_class():
            request.cancel()
            raise
        finally:
            request.answered()
            served.requests.discard(request)
            CURRENT_REQUEST.reset(token)
        text = types.TextContent(text=as_text(answer))
        return types.CallToolResult(content=[text], structured_content=None if is_error else answer, is_error=is_error)

    limiters: list[CapacityLimiter] = []

    def threads() -> CapacityLimiter:
        if not limiters:  # it belongs to the loop that runs
            limiters.append(CapacityLimiter(_THREADS))
        return limiters[0]

    own, *others = [_with_documents(each.collection) for each in (served, *served.beside)]
    return Server(
        "casegraph",
        version=__version__,
        title="Casegraph",
        instructions=instructions(*own, others),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _with_documents(c: Collection) -> tuple[Profile, str]:
    """Return the profile of a collection, and how many documents it has."""
    return c.profile, counted(len(c.reviews), *c.profile.counted_as)


def _listed(tool: Tool[Any, Any]) -> "types.Tool":
    """Return a tool as it is listed; it reads what is on this computer and nothing else."""
    from mcp import types

    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=types.ToolAnnotations(
            title=tool.title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _called(
    tools: "Mapping[str, Tool[Any, Any]]", served: Served, name: str, given: "Mapping[str, object]"
) -> tuple[dict[str, Any], bool]:
    """Return the answer of a tool as plain values, or what went wrong; and which of them it is."""
    import msgspec

    try:
        if name not in tools:
            raise UnknownName(
                f"There is no tool “{name[:100]}”. There are: {', '.join(tools)}.", kind="tool", value=name
            )
        return msgspec.to_builtins(tools[name].call(served, given)), False
    except CasegraphError as error:
        return {"problem": error_words(error), "about_names": ABOUT_NAMES}, True
    except Exception as error:  # noqa: BLE001 - its words may name what nobody should pass on
        logging.getLogger(__name__).error("casegraph has a fault in the tool %s (%s).", name, type(error).__name__)
        return {"problem": f"Casegraph has a fault in the tool {name}. Please report it, with what you asked."}, True

"""``casegraph mcp``: tools for an assistant."""

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, local_option, source_options, stop_if_local, timeout_option
from casegraph.errors import CasegraphError

__all__ = ["mcp"]

_READING = 600.0  # seconds that one of the dozen queries may take with which an endpoint is read


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph mcp",
        "casegraph mcp --graph exports",
        "casegraph mcp --pages http://127.0.0.1:8000/",
        "casegraph mcp --endpoint https://example.org/sparql",
    ),
)
@click.option(
    "--pages",
    default="",
    metavar="URL",
    help="The address of a server with the same build, so that links in answers open its pages. Otherwise links have the path alone.",
)
@timeout_option(10.0)
@local_option
@source_options
def mcp(pages: str, timeout: float, with_local: bool, graph_source: GraphSource) -> None:
    """Let an assistant ask the graph, over the Model Context Protocol (stdio).

    An assistant starts this command itself, if its settings name it; docs/assistants.md shows how. Its tools only read:
    search, one agency, theme or review, the questions that ship, similar recommendations, source passages, and SPARQL.
    Every answer has the exact words, their place, and the denominator.

    The assistant gets what you ask about, and may send it to the company that runs it. So local reports need --with-local.
    The tools answer from each collection of the build; --collection says from which one by default. They take up a new
    build in the folder by themselves. Needs `pip install "casegraph[mcp]"`.
    """
    import importlib.util

    if importlib.util.find_spec("mcp") is None:
        raise CasegraphError(
            "The tools for assistants need a package that is not installed (mcp).",
            'Install it with `pip install "casegraph[mcp]"`.',
        )
    if pages and not pages.lower().startswith(("http://", "https://")):
        raise click.UsageError(f"--pages takes an address that begins with http:// or https://, not “{pages}”.")
    from casegraph.assistant.served import open_served
    from casegraph.assistant.stdio import serve_stdio
    from casegraph.store.remote import RemoteStore

    source = (
        graph_source.directory
        if graph_source.endpoint is None
        else RemoteStore(graph_source.endpoint, timeout=_READING)
    )
    served = open_served(source, timeout=timeout, pages=pages)
    try:
        stop_if_local(
            graph_source,
            is_local=any(each.site.graph.is_local for each in (served, *served.beside)),
            with_local=with_local,
            doing="an assistant may send what it reads to the company that runs it",
        )
        click.echo(f"Casegraph's tools answer from {graph_source} (end of input or Ctrl-C to stop)", err=True)
        serve_stdio(served)
    finally:
        served.close()

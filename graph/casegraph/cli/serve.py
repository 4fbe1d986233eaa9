"""``casegraph serve``: web pages and a SPARQL endpoint."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, local_option, source_options, stop_if_local, timeout_option
from casegraph.cli.tab_completion import complete_files
from casegraph.cli.termination import cleaning_up_first
from casegraph.errors import CasegraphError

if TYPE_CHECKING:
    from casegraph.store.remote import RemoteStore

__all__ = ["serve"]

_READING = 600.0  # seconds that one of the dozen queries may take with which an endpoint is read


def _origins(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return origins in the form that browsers send."""
    from casegraph.web.middleware.cross_origin import origin_of

    origins = []
    for text in values:
        origin = origin_of(text)
        if origin is None:
            raise click.BadParameter(
                f"“{text}” is not an origin. Give the scheme and name of a website, such as https://editor.example or"
                " http://localhost:3000, or * for all.",
                context,
                parameter,
            )
        origins.append(origin)
    return tuple(dict.fromkeys(origins))


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph serve --open",
        "casegraph serve --port 0 --graph both-years",
        "casegraph serve --against exports-2024",
        "casegraph serve --host 0.0.0.0 --name reviews.council.example",
        "casegraph serve --cors https://editor.example",
        "casegraph serve --answers tracker.xlsx",
        "casegraph serve --endpoint https://example.org/sparql",
        "curl -G http://127.0.0.1:8000/sparql --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 3'",
    ),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. 0.0.0.0 lets other computers reach the server.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="The name of this server, such as reviews.council.example. Requests for other names are refused.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any free one."
)
@timeout_option(10.0)
@click.option(
    "--requests",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="How many requests a minute each other computer may make; 0 for no limit.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    callback=_origins,
    help="A website whose pages may use this server, such as https://editor.example; * allows all.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD",
    shell_complete=complete_files,
    help="The folder of an older build. A page lists what is new since then.",
)
@click.option(
    "--answers",
    "tracker",
    type=click.Path(path_type=Path),
    metavar="FILE",
    shell_complete=complete_files,
    help="Show what people wrote in this tracker at /answers, and as a named graph at /sparql; both follow the file. "
    "Anyone who can reach the server can read it.",
)
@click.option("--open", "opens", is_flag=True, help="Open the first page in a browser.")
@click.option(
    "--log/--no-log", default=True, show_default=True, help="Log each request, without queries and search words."
)
@click.option("--log-queries", is_flag=True, help="Log queries and search words as well.")
@local_option
@source_options
def serve(
    host: str,
    names: tuple[str, ...],
    port: int,
    timeout: float,
    requests: int,
    origins: tuple[str, ...],
    against: Path | None,
    tracker: Path | None,
    opens: bool,
    log: bool,
    log_queries: bool,
    with_local: bool,
    graph_source: GraphSource,
) -> None:
    """Read and search the graph in a browser on this computer.

    The server is read-only; Ctrl-C stops it. Browsers get pages; programs use /sparql (SPARQL 1.1 Protocol). Only
    this computer can reach the server unless you set --host, and pages of other websites cannot read it unless
    you set --cors. Local reports are served to this computer only, and without a log, as addresses contain their
    titles. The server switches to a new build automatically.

    With --endpoint, the server reads the graph once before it starts: about a second for each hundred reviews. It
    passes queries on, at most four at a time. Restart it when the graph there changes.
    """
    import socket

    import uvicorn

    from casegraph.web.allocator import give_memory_back
    from casegraph.web.app import application
    from casegraph.web.connections import ACCEPTED, http_protocol
    from casegraph.web.middleware.access_log import AccessLog
    from casegraph.web.middleware.host_check import LOCAL
    from casegraph.web.slow_clients import LARGEST_HEAD

    give_memory_back()
    if against is not None and graph_source.endpoint is not None:
        raise click.UsageError(
            "--against compares builds in folders, and --endpoint serves none. Leave one of them out."
        )
    known = tuple({each.lower() for each in (*LOCAL, host, *names, socket.gethostname())})
    graph = _graph(graph_source)
    is_local = _is_local(graph)
    if origins or not _is_loopback(host):
        stop_if_local(graph_source, is_local=is_local, with_local=with_local, doing="others could reach this server")
    app = application(
        graph,
        hosts=known,
        timeout=timeout,
        a_minute=requests,
        origins=origins,
        reading=_say_reading,
        against=against,
        tracker=tracker,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only for a socket with IPPROTO_TCP does asyncio turn Nagle's algorithm off, which delays answers in two parts by 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except (OSError, UnicodeError, TypeError) as error:  # the last two for an impossible name of a host
            raise CasegraphError(
                f"The server cannot start at {host}, port {port} ({getattr(error, 'strerror', error)}). Stop what runs there, or choose another"
                " --port (0 takes any free one) or --host."
            ) from None
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}/"
        click.echo(
            f"The graph in {graph_source} is served at {address}, for programs at {address}sparql (Ctrl-C to stop)",
            err=True,
        )
        written = partial(click.echo, err=True)
        logs = log_queries or (log and not is_local)  # addresses have the titles of local reports
        served = AccessLog(app, written, queries=log_queries) if logs else app
        config = uvicorn.Config(
            served,
            log_level="warning",
            server_header=False,
            lifespan="off",
            access_log=False,
            use_colors=False,
            http=http_protocol(),
            backlog=ACCEPTED,
            ws="none",
            h11_max_incomplete_event_size=LARGEST_HEAD,
        )
        if opens:
            import webbrowser

            listening.listen()  # the browser's request waits until the server starts
            webbrowser.open(address)
        with cleaning_up_first():
            try:
                uvicorn.Server(config).run(sockets=[listening])
            finally:
                app.state.close()


def _is_loopback(host: str) -> bool:
    """Tell whether a host is this computer alone."""
    from ipaddress import ip_address

    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_local(source: "Path | RemoteStore") -> bool:
    """Tell whether what is to be served is of local reports."""
    from casegraph.graph import Graph
    from casegraph.store.build_folder import BuildFolder

    if isinstance(source, Path):
        return BuildFolder.at(source).is_local
    return Graph(source).is_local


def _say_reading(reviews: int) -> None:
    """Say why a server takes long to start, and how it would start at once."""
    click.echo(
        f"This build has no file of its {reviews:,} reviews from this version of Casegraph, so the server reads them from its store: about"
        " a hundred a second. To start at once, build again.",
        err=True,
    )


def _graph(graph_source: GraphSource) -> "Path | RemoteStore":
    """Return what to serve, and say before an endpoint is read that this takes its time."""
    if graph_source.endpoint is None:
        return graph_source.directory
    from casegraph.store.in_terms import in_terms
    from casegraph.store.remote import RemoteStore

    store = RemoteStore(graph_source.endpoint, timeout=_READING)
    query = in_terms("SELECT (COUNT(?r) AS ?number) { ?r a cg:Review }", store)
    reviews = sum(int(row["number"].value) for row in store.select(query))
    click.echo(
        f"Reading {reviews:,} reviews from {store.endpoint}; the server starts when it has read them all.", err=True
    )
    return store

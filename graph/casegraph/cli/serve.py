"""``casegraph serve``: a SPARQL endpoint on this computer."""

from pathlib import Path

import click

from casegraph.cli.options import Example, graph_option

__all__ = ["serve"]


@click.command(
    cls=Example,
    examples=(
        "casegraph serve",
        "casegraph serve --port 0 --graph both-years",
        "curl -G http://127.0.0.1:8000/sparql --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 3'",
    ),
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; others can reach 0.0.0.0."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="End a query after this time.",
)
@graph_option
def serve(host: str, port: int, timeout: float, directory: Path) -> None:
    """Serve the built graph at /sparql (SPARQL 1.1 Protocol), read-only, until Ctrl-C."""
    import socket

    import uvicorn

    from casegraph.web.app import application
    from casegraph.web.gate import LOCAL

    app = application(directory, hosts=tuple({*LOCAL, host.lower(), socket.gethostname().lower()}), timeout=timeout)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        name = f"[{host}]" if ":" in host else host
        click.echo(
            f"The graph in {directory} answers at http://{name}:{listening.getsockname()[1]}/sparql (Ctrl-C ends)",
            err=True,
        )
        config = uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            app.state.pool.close()

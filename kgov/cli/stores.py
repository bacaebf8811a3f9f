"""Where the lists of a command are: in files, in a store in a folder, or on a SPARQL server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kgov.cli.endpoints import Endpoint
from kgov.cli.output import pick, say, tell
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.store import Store

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
#: Where the choice is kept while a command runs, so that no command has to pass it on.
_CHOSEN = "kgov.store."


def stores() -> Decorator:
    """``--store``, ``--endpoint`` and ``--update-endpoint``; ``opened`` finds them."""

    def kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        return lambda context, _, value: context.meta.update({_CHOSEN + name: value})

    options = (
        click.option(
            "--store",
            expose_value=False,
            callback=kept("store"),
            type=click.Path(path_type=Path),
            metavar=say("MAPP", "DIR"),
            help=say("Underlagen i ett lager på disk.", "The lists in a store on disk."),
        ),
        click.option(
            "--endpoint",
            expose_value=False,
            callback=kept("endpoint"),
            metavar=say("ADRESS", "URL"),
            help=say("Underlagen på en SPARQL-server.", "The lists on a SPARQL server."),
        ),
        click.option(
            "--update-endpoint",
            expose_value=False,
            callback=kept("update"),
            metavar=say("ADRESS", "URL"),
            help=say(
                "Serverns adress för ändringar, om den är en annan.",
                "The server's address for changes, if another.",
            ),
        ),
    )

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def opened(writing: bool = False, files: tuple[str, ...] = ()) -> Store | None:
    """The store that the command line names, else the one of kgov.toml; None where lists are files.

    Args:
        writing: whether it is to be changed.
        files: the lists that the command line names; before them, what kgov.toml says of stores gives way.

    Raises:
        KgovError: more than one place is named, or the place named cannot be used.
    """
    meta = click.get_current_context().meta
    folder, url = meta.get(_CHOSEN + "store"), meta.get(_CHOSEN + "endpoint")
    update = meta.get(_CHOSEN + "update")
    named = folder is not None or url is not None
    if update is not None and url is None and settings().endpoint is None:
        raise KgovError(
            Both("--update-endpoint hör ihop med --endpoint", "--update-endpoint goes with --endpoint"),
            Both("Ange också --endpoint.", "Give --endpoint too."),
        )
    if named and files and not writing:
        raise KgovError(
            Both(
                "underlagen ska vara filer eller ligga i ett lager, inte båda",
                "the lists must be files or lie in a store, not both",
            ),
            Both(
                "Ladda filerna först: kgov load FIL, med samma flagga.",
                "Load the files first: kgov load FILE, with the same option.",
            ),
        )
    if not named:
        if files and not writing:
            return None
        folder, server = settings().store, settings().endpoint
    else:
        server = (
            replace(settings().endpoint or Endpoint(), query=url, update=update or "")
            if url is not None
            else None
        )
    if folder is not None and server is not None:
        raise KgovError(
            Both("ange ett lager eller en server, inte båda", "give a store or a server, not both"),
            Both("Välj --store eller --endpoint.", "Choose --store or --endpoint."),
        )
    if folder is not None:
        from kgov.storage.disk import DiskStore  # start-up counts, as below

        return DiskStore(folder, writing)
    return None if server is None else _remote(server, update or server.update)


def _remote(server: Endpoint, update: str) -> Store:
    from kgov.storage.endpoint import EndpointStore
    from kgov.storage.server import Server

    bounds: dict[str, Any] = dict(server.bounds)
    return EndpointStore(
        Server(server.query, update, server.user, server.password, **bounds), lambda note: tell(pick(note))
    )

"""``kgov completion``: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kgov.cli import options
from kgov.cli.output import say, write


@click.command(
    help=say(
        'Skriv ut komplettering för bash, zsh eller fish. Exempel: eval "$(kgov completion bash)"',
        'Print completion for bash, zsh or fish. Example: eval "$(kgov completion bash)"',
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@options.language()
def completion(shell: str) -> None:
    """The completion script of a shell."""
    from kgov.cli.main import kgov

    found = get_completion_class(shell)
    assert found is not None
    write(found(kgov, {}, "kgov", "_KGOV_COMPLETE").source())

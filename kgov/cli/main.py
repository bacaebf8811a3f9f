"""The ``kgov`` command: it finds the subcommand, speaks the reader's language and sets the exit code."""

from __future__ import annotations

import difflib
import gc
import re
import signal
import sys
from collections.abc import Iterable
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from kgov import __version__
from kgov.cli import output
from kgov.cli.output import say
from kgov.cli.settings import chosen_language
from kgov.errors import KgovError
from kgov.language import Both

#: Every command with the module it lives in: a command imports only what it needs.
COMMANDS: dict[str, tuple[str, Both]] = {
    "demo": (
        "kgov.cli.demo",
        Both("Visa vad kgov gör, på de fem dokumenten", "Show what kgov does, on the five documents"),
    ),
    "bodies": (
        "kgov.cli.bodies",
        Both("Lista grupper, funktioner och enheter", "List bodies, offices and units"),
    ),
    "show": ("kgov.cli.bodies", Both("Visa en grupp eller funktion", "Show a body or an office")),
    "find": (
        "kgov.cli.bodies",
        Both("Sök ett ord i textställen, samband och namn", "Search a word in statements, links and names"),
    ),
    "chain": (
        "kgov.cli.ways",
        Both(
            "Visa vem en grupp rapporterar till, och vad som inte sägs",
            "Show whom a body reports to, and what is not said",
        ),
    ),
    "escalate": ("kgov.cli.ways", Both("Visa vart ett ärende går", "Show where a matter goes")),
    "validate": (
        "kgov.cli.checking",
        Both("Pröva ett underlag mot reglerna", "Check a list against the rules"),
    ),
    "template": (
        "kgov.cli.lists",
        Both("Gör en arbetsbok att fylla i", "Make a workbook to fill in"),
    ),
    "import": ("kgov.cli.lists", Both("Läs Excel och CSV till Turtle", "Read Excel and CSV into Turtle")),
    "export": ("kgov.cli.lists", Both("Skriv ett underlag som arbetsbok", "Write a list as a workbook")),
    "diff": (
        "kgov.cli.comparing",
        Both("Visa vad som skiljer två underlag", "Show what differs between two lists"),
    ),
    "format": (
        "kgov.cli.comparing",
        Both("Skriv Turtle i en bestämd form", "Write Turtle in one fixed form"),
    ),
    "whatif": (
        "kgov.cli.whatif",
        Both(
            "Visa vad som händer om en plats blir tom eller en grupp avvecklas",
            "Show what happens if a seat becomes empty or a body is closed",
        ),
    ),
    "calendar": (
        "kgov.cli.calendar",
        Both("Visa vad som förfaller, dag för dag", "Show what falls due, day by day"),
    ),
    "rules": ("kgov.cli.rulebook", Both("Lista reglerna", "List the rules")),
    "view": (
        "kgov.cli.checking",
        Both(
            "Skriv läget en viss dag, som reglerna prövar",
            "Write what holds on a date, as the rules judge it",
        ),
    ),
    "bundle": (
        "kgov.cli.checking",
        Both(
            "Skriv regler, ontologi och norm som tre filer", "Write rules, ontology and norm as three files"
        ),
    ),
    "explain": (
        "kgov.cli.documents",
        Both(
            "Förklara ett textställe, en regel, ett samband eller en lucka",
            "Explain a statement, a rule, a link or a gap",
        ),
    ),
    "coverage": (
        "kgov.cli.documents",
        Both("Visa att varje textställe finns med", "Show that every statement is accounted for"),
    ),
    "sources": (
        "kgov.cli.documents",
        Both(
            "Visa dokumenten, och pröva dem mot modellen",
            "Show the documents, and hold them against the model",
        ),
    ),
    "load": (
        "kgov.cli.loading",
        Both("Ladda underlag i ett lager som finns kvar", "Load lists into a store that lasts"),
    ),
    "query": (
        "kgov.cli.asking",
        Both(
            "Ställ en fråga ur katalogen eller en egen i SPARQL",
            "Ask a question of the catalogue or your own in SPARQL",
        ),
    ),
    "publish": (
        "kgov.cli.publish",
        Both("Skriv en webbplats med allt", "Write a site with everything"),
    ),
    "preview": (
        "kgov.cli.publish",
        Both("Visa webbplatsen på den egna datorn", "Show the site on your own computer"),
    ),
    "synthesize": (
        "kgov.cli.synthesize",
        Both("Skriv underlag för ett påhittat land", "Write lists of an invented country"),
    ),
    "completion": (
        "kgov.cli.completion",
        Both("Skriv ut komplettering för ditt skal", "Print completion for your shell"),
    ),
}

_SECTIONS = {"Options": "Flaggor", "Commands": "Kommandon"}


class Formatter(click.HelpFormatter):
    """Help in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        if output.LANG == "sv":
            args = args.replace("[OPTIONS]", "[FLAGGOR]").replace("COMMAND [ARGS]...", "KOMMANDO ...")
        super().write_usage(prog, args, prefix or say("Användning: ", "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_SECTIONS.get(heading, heading) if output.LANG == "sv" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        spoken = [(name, text.replace("[default: ", say("[annars: ", "[default: "))) for name, text in rows]
        super().write_dl(spoken, col_max, col_spacing)


click.Context.formatter_class = Formatter
_help_option = click.Command.get_help_option


def _spoken_help_option(self: click.Command, ctx: click.Context) -> click.Option | None:
    option = _help_option(self, ctx)
    if option is not None:
        option.help = say("Visa den här hjälpen.", "Show this help.")
    return option


click.Command.get_help_option = _spoken_help_option  # type: ignore[method-assign]


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), cmd_name + "_" * iskeyword(cmd_name))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not ctx.resilient_parsing and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            raise KgovError(
                Both(f"okänt kommando: {args[0]}", f"unknown command: {args[0]}"),
                Both(
                    f"Menar du {' eller '.join(near)}?" if near else "Se kgov --help.",
                    f"Did you mean {' or '.join(near)}?" if near else "See kgov --help.",
                ),
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text.pick(output.LANG)) for name, (_, text) in COMMANDS.items()])


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"kgov {__version__}")
        from kgov.storage.confinement import lacking  # start-up counts, and no other command tells it

        if missing := lacking():
            listed = ", ".join(what.pick(output.LANG) for what in missing)
            click.echo(
                say(
                    f"Skydd mot skadliga filer och frågor som saknas på den här datorn: {listed}.",
                    f"Protections against harmful files and queries that this computer lacks: {listed}.",
                )
            )
        ctx.exit()


@click.group(
    cls=Lazy,
    name="kgov",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=say(
        "Uppdragen i hälso- och sjukvårdens kunskapsstyrning som en modell att fråga och pröva mot. "
        "Allt som sägs vilar på ett textställe; där dokumenten tiger sägs det.",
        "The assignments of health-care knowledge governance as a model to ask and to check against. "
        "All that is said rests on a statement; where the documents are silent, that is said.",
    ),
)
@click.option("--lang", type=click.Choice(["sv", "en"]), expose_value=False, help=say("Språk.", "Language."))
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help=say("Visa versionen.", "Show the version."),
)
def kgov() -> None:
    """Entry of all commands."""


def _usage_problem(error: click.UsageError) -> KgovError:
    """A usage error of click in the reader's language."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or [])
        return KgovError(
            Both(f"okänd flagga: {error.option_name}", f"unknown option: {error.option_name}"),
            Both(f"Menar du {near}?", f"Did you mean {near}?") if near else None,
        )
    name = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = (
            error.param.make_metavar(error.ctx)
            if error.param.param_type_name == "argument" and error.ctx
            else (error.param.opts[0] if error.param.opts else error.param.name or "")
        )
    if isinstance(error, click.MissingParameter):
        return KgovError(Both(f"{name} saknas", f"{name} is missing"), Both("Se --help.", "See --help."))
    message = error.format_message()
    kind = error.param.type if isinstance(error, click.BadParameter) and error.param is not None else None
    if isinstance(kind, click.Choice):
        choices = ", ".join(map(str, kind.choices))
        return KgovError(
            Both(f"ogiltigt värde för {name}", f"invalid value for {name}"),
            Both(f"Det finns: {choices}", f"There are: {choices}"),
        )
    if isinstance(error, click.BadOptionUsage):
        return KgovError(
            Both(f"{error.option_name} saknar värde", f"{error.option_name} has no value"),
            Both("Se --help.", "See --help."),
        )
    extra = re.search(r"unexpected extra arguments? \((.*)\)", message)
    if extra:
        return KgovError(
            Both(f"för många ord: {extra[1]}", f"too many words: {extra[1]}"),
            Both("Se --help.", "See --help."),
        )
    if name:
        return KgovError(
            Both(f"ogiltigt värde för {name}: {error.message}", f"invalid value for {name}: {error.message}")
        )
    return KgovError(
        Both(f"kommandot kan inte tolkas: {message}", message), Both("Se --help.", "See --help.")
    )


def main(argv: list[str] | None = None) -> Any:
    """Run the command line and end the process with its exit code: 0 clean, 1 findings, 2 could not run."""
    gc.disable()  # the process is short and its objects live until it ends
    output.safe_streams()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a native query does not hear Ctrl-C otherwise
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    output.set_language(chosen_language(argv))
    try:
        arguments = sys.argv[1:] if argv is None else argv
        code = kgov.main(args=arguments or ["--help"], prog_name="kgov", standalone_mode=False)
    except KgovError as error:
        output.complain(error)
        code = 2
    except click.UsageError as error:
        output.complain(_usage_problem(error))
        code = 2
    except click.Abort:
        code = 2
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()

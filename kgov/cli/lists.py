"""Commands for lists as people keep them: template, import and export."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from kgov.cli import options, output
from kgov.cli.output import say, tell, write, write_bytes
from kgov.cli.settings import settings
from kgov.errors import KgovError
from kgov.language import Both
from kgov.lists.origin import Origin
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.model.things import Thing
from kgov.namespaces import expand, shorten
from kgov.storage.terms import Iri, Triple


@click.command(
    help=say(
        "Gör en arbetsbok att fylla i, för alla grupper hos en region eller för en enda grupp. "
        "Det som redan finns i era underlag är ifyllt.",
        "Make a workbook to fill in, for all bodies of a region or for a single body. "
        "What your lists already hold is filled in.",
    )
)
@click.argument("name", metavar=say("ÄGARE|GRUPP", "OWNER|BODY"))
@click.argument("out", required=False, metavar=say("[FIL.xlsx]", "[FILE.xlsx]"))
@click.option(
    "--csv",
    "folder",
    metavar=say("MAPP", "DIR"),
    help=say(
        "Skriv CSV-filer i en mapp, med beskrivning enligt CSVW.",
        "Write CSV files into a folder, described by CSVW.",
    ),
)
@options.lists()
@options.language()
def template(name: str, out: str | None, folder: str | None, files: tuple[str, ...]) -> None:
    """A workbook to fill in."""
    if bool(out) == bool(folder):
        raise KgovError(
            Both("ange antingen en fil eller --csv", "give either a file or --csv"),
            Both("Skriv: kgov template orebro mall.xlsx", "Write: kgov template orebro template.xlsx"),
        )
    model = options.knowledge(files)
    _write_workbook(
        model, name, recorded=[t for source in model.lists for t in source.triples], out=out, folder=folder
    )


@click.command(
    name="import",
    help=say(
        "Läs arbetsböcker (Excel eller CSV) och skriv dem som Turtle. Varje uppgift får sin cell som kommentar.",
        "Read workbooks (Excel or CSV) and write them as Turtle. Every entry gets its cell as a comment.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=say("FIL...", "FILE..."))
@options.encoding()
@options.output_to()
@options.language()
def import_(files: tuple[str, ...], to: str | None) -> None:
    """Workbooks into Turtle."""
    from kgov.answers.turtle import list_text

    model = options.with_lists(Knowledge().need("norm", "codes"), files)
    write(list_text(model.lists), to)
    count = sum(len(source.triples) for source in model.lists)
    tell(say(f"Läste {count} uppgifter.", f"Read {count} statements."))


@click.command(
    help=say(
        "Skriv ett underlag som arbetsbok. Inläst igen säger den detsamma.",
        "Write a list as a workbook. Read again, it says the same.",
    )
)
@click.argument("body", required=False, metavar=say("[GRUPP]", "[BODY]"))
@click.option(
    "--as",
    "form",
    type=click.Choice(("xlsx", "csv")),
    default="xlsx",
    show_default=True,
    help=say("Excelfil, eller en mapp med CSV-filer.", "Excel file, or a folder of CSV files."),
)
@click.option(
    "-o",
    "--output",
    "to",
    metavar=say("FIL", "FILE"),
    help=say("Fil eller mapp.", "File or folder."),
)
@options.lists()
@options.language()
def export(body: str | None, form: str, to: str | None, files: tuple[str, ...]) -> None:
    """The record as a workbook."""
    from kgov.lists.excerpt import about

    if not to:
        raise KgovError(
            Both("ange vart arbetsboken ska skrivas", "say where the workbook is to be written"),
            Both("Skriv: kgov export -o fil.xlsx", "Write: kgov export -o file.xlsx"),
        )
    model = options.knowledge(files)
    triples = [triple for source in model.lists for triple in source.triples]
    if not triples:
        raise KgovError(
            Both("inget underlag är angivet", "no list is given"),
            Both("Ange det med --with, eller i kgov.toml.", "Give it by --with, or in kgov.toml."),
        )
    if body:
        iri = find_one(model, body, owner=settings().owner)
        triples = about(iri, triples)
    name = body or settings().owner or _owner_of(model)
    _write_workbook(model, name, triples, to if form == "xlsx" else None, to if form == "csv" else None)


def _write_workbook(
    model: Knowledge, name: str, recorded: list[Triple], out: str | None, folder: str | None
) -> None:
    from kgov.answers.validation import published_shapes
    from kgov.lists.template import Wanted, pages, prefix_of

    owner, body = _whose(model, name)
    wanted = Wanted(owner, body, settings().base or _base_of(recorded, prefix_of(model, owner)), output.LANG)
    made = pages(model, published_shapes(), wanted, recorded)
    if out:
        from kgov.storage.workbook_writing import workbook_bytes

        write_bytes(
            workbook_bytes(made, model.thing(body or owner).label.pick(output.LANG), lang=output.LANG), out
        )
    elif folder:
        from kgov.lists.csv_form import csv_files

        _write_folder(csv_files(made), Path(folder))


def _regions(model: Knowledge) -> dict[Iri, Thing]:
    """The regions and healthcare regions of the model."""
    classes = {Iri(expand("kg:Region")), Iri(expand("kg:HealthcareRegion"))}
    return {iri: thing for iri, thing in model.entities.items() if thing.types & classes}


def _owners(model: Knowledge, body: Iri) -> list[Iri]:
    """The regions that a body, or the kind it is of, belongs to."""
    kinds = [body, *model.kinds_of(body)]
    regions = _regions(model)
    return [owner for kind in kinds for owner in model.thing(kind).iris("kg:hasOwner") if owner in regions]


def _whose(model: Knowledge, name: str) -> tuple[Iri, Iri | None]:
    """The owner that a name means, or the owner of the body that it means."""
    owners = _regions(model)
    short = [iri for iri, thing in owners.items() if name.casefold() in thing.short.split("-")]
    if len(short) == 1:
        return short[0], None
    try:
        return find_one(model, name, owners), None
    except KgovError:
        body = find_one(model, name, owner=settings().owner)
    found = _owners(model, body)
    if not found:
        raise KgovError(
            Both(f"{name} hör inte till någon region", f"{name} does not belong to a region"),
            Both("Ange en region, eller en grupp hos en region.", "Give a region, or a body of a region."),
        )
    return found[0], body


def _owner_of(model: Knowledge) -> str:
    """The owner of most of what the lists speak of."""
    named = (term for source in model.lists for s, _, o in source.triples for term in (s, o))
    counts = Counter(owner for term in named if isinstance(term, Iri) for owner in _owners(model, term))
    if not counts:
        raise KgovError(
            Both(
                "det framgår inte vilken region underlaget gäller",
                "the list does not say which region it concerns",
            ),
            Both('Ange den i kgov.toml: owner = "orebro".', 'Give it in kgov.toml: owner = "orebro".'),
        )
    return model.thing(counts.most_common(1)[0][0]).short


def _base_of(recorded: Iterable[Triple], owner: str) -> str:
    """Where most names in a list begin; where an owner's names begin, if there are none."""
    bases = Counter(
        re.sub(r"[^/#]*$", "", s) for s, _, _ in recorded if isinstance(s, Iri) and shorten(s) == s
    )
    return bases.most_common(1)[0][0] if bases else Origin(owner).names


def _write_folder(files: dict[str, str], folder: Path) -> None:
    """Write files into a folder that is new or empty, all of them or none."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KgovError(
            Both("mappen finns redan och är inte tom", "the folder exists and is not empty"),
            Both("Välj en ny mapp.", "Choose a new folder."),
            where=str(folder),
        )
    part = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, text in files.items():
            (part / name).write_text(text, encoding="utf-8", newline="")
        if folder.exists():
            folder.rmdir()
        os.replace(part, folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise KgovError(
            Both(
                f"mappen kan inte skrivas ({error.strerror})",
                f"the folder cannot be written ({error.strerror})",
            ),
            Both("Välj en annan plats.", "Choose another place."),
            where=str(folder),
        ) from None
    tell(say(f"Skrev {len(files)} filer i {folder}", f"Wrote {len(files)} files in {folder}"))

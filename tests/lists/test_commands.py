"""The commands for lists: template, import, export, and lists as workbooks everywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLES
from running import Result, in_process

from kgov.storage.reading import read

NAMES = ("kronoberg-grupper", "sodra-rsg-lakemedel", "sydostra-rsg-lakemedel", "orebro-lag", "orebro-rmks")
DAY = ("--as-of", "2026-11-22")
Run = Callable[..., Result]


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command, run in the folder of the test."""
    monkeypatch.setenv("COLUMNS", "100")
    return in_process(capsys, monkeypatch, tmp_path)


@pytest.mark.parametrize("name", [name + ending for name in NAMES for ending in ("", "-fel")])
def test_a_workbook_is_judged_as_the_list_it_came_from(kgov: Run, name: str) -> None:
    said = []
    for ending in ("ttl", "xlsx"):
        done = kgov("validate", str(EXAMPLES / f"{name}.{ending}"), *DAY, "--format", "json", "--all")
        assert done.code == (1 if name.endswith("-fel") else 0), done.err
        report = json.loads(done.out)
        said.append((report["summary"], [(f["id"], f["outcome"], f["reason"]) for f in report["findings"]]))
        cells = [item for finding in report["findings"] for item in finding["evidence"]]
        assert all(
            ("sheet" in item) == (ending == "xlsx") for item in cells if "row" in item or "line" in item
        )
    assert said[0] == said[1]


def test_findings_name_the_cells_to_look_at(kgov: Run) -> None:
    done = kgov("validate", str(EXAMPLES / "orebro-rmks-fel.xlsx"), *DAY)
    text = " ".join(done.out.split())
    assert "bladet Beslut, cell C4" in text
    assert "bladet Ledamöter, cell L5" in text


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_single_file_is_named_at_the_top_and_not_at_each_place(kgov: Run, form: str) -> None:
    one, other = str(EXAMPLES / "orebro-rmks-fel.xlsx"), str(EXAMPLES / "sodra-rsg-lakemedel.xlsx")
    alone = " ".join(kgov("validate", one, *DAY, "--format", form).out.split())
    assert alone.count(one) == 2, "at the top, and with its hash at the end"
    assert f"Prövat: {one}" in alone and "bladet Ledamöter, cell L5" in alone
    both = " ".join(kgov("validate", one, other, *DAY, "--format", form).out.split())
    assert f"{one}, bladet Ledamöter, cell L5" in both


def test_import_writes_turtle_that_says_the_same_and_where_it_stood(kgov: Run, tmp_path: Path) -> None:
    out = tmp_path / "lista.ttl"
    done = kgov("import", str(EXAMPLES / "orebro-rmks.xlsx"), "-o", str(out))
    assert done.code == 0, done.err
    assert set(read(str(out)).triples) == set(read(str(EXAMPLES / "orebro-rmks.ttl")).triples)
    lines = out.read_text(encoding="utf-8").splitlines()
    place = next(n for n, line in enumerate(lines) if "/ledamot-ordforande> a " in line)
    assert lines[place - 1].endswith("orebro-rmks.xlsx, Ledamöter, 3")
    again = kgov("import", str(EXAMPLES / "orebro-rmks.xlsx"))
    assert again.out.strip() == out.read_text(encoding="utf-8").strip()


def test_template_and_export_make_workbooks(kgov: Run, tmp_path: Path) -> None:
    whole, one, back = tmp_path / "mall.xlsx", tmp_path / "rmks.xlsx", tmp_path / "csv"
    assert kgov("template", "orebro", str(whole)).code == 0
    assert kgov("template", "RMKS", str(one), "--with", str(EXAMPLES / "orebro-rmks.ttl")).code == 0
    done = kgov("export", "--with", str(one), "--as", "csv", "-o", str(back))
    assert done.code == 0 and (back / "Ledamöter.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    described = json.loads((back / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {table["url"] for table in described["tables"]} < {path.name for path in back.iterdir()}
    done = kgov("import", str(back))
    assert set(read_text(done.out, tmp_path)) == set(read(str(EXAMPLES / "orebro-rmks.ttl")).triples)


def read_text(text: str, folder: Path) -> list[object]:
    (folder / "ut.ttl").write_text(text, encoding="utf-8")
    return list(read(str(folder / "ut.ttl")).triples)


def test_export_of_one_body_has_its_people_and_not_those_of_others(kgov: Run, tmp_path: Path) -> None:
    out = tmp_path / "lag1.xlsx"
    source = str(EXAMPLES / "orebro-lag.ttl")
    done = kgov("export", "LAG Exempel 1", "--with", source, "-o", str(out))
    assert done.code == 0, done.err
    triples = read_text(kgov("import", str(out)).out, tmp_path)
    bodies = {str(o) for _, p, o in triples if str(p).endswith("#organization")}  # type: ignore[misc]
    assert {body.rsplit("/", 1)[-1] for body in bodies} == {"lag-exempel-1"}
    assert set(triples) < set(read(source).triples)
    of_another = {str(p).rsplit("/", 1)[-1] for s, p, _ in triples if str(s).endswith("/lpo-exempel")}  # type: ignore[misc]
    assert of_another == {"22-rdf-syntax-ns#type", "rdf-schema#label", "isSynthetic"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "orebro"),
        ("template", "orebro", "a.xlsx", "--csv", "b"),
        ("template", "finns-inte", "a.xlsx"),
        ("export", "-o", "a.xlsx"),
        ("export", "--with", str(EXAMPLES / "orebro-rmks.ttl")),
        ("import", "finns-inte.xlsx"),
        ("template", "national-npo", "a.xlsx"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    kgov: Run, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = kgov(*arguments)
    assert done.code == 2 and "Traceback" not in done.err and done.err.startswith("Fel:")
    assert not list(tmp_path.iterdir())


def test_a_folder_with_files_in_it_is_left_alone(kgov: Run, tmp_path: Path) -> None:
    (tmp_path / "egen.txt").write_text("x")
    done = kgov("template", "orebro", "--csv", str(tmp_path))
    assert done.code == 2 and [path.name for path in tmp_path.iterdir()] == ["egen.txt"]


def test_the_base_and_the_key_of_persons_come_from_the_settings(kgov: Run, tmp_path: Path) -> None:
    csv = "Löpnummer eller HSA-id;Namn\r\n17;Exempelperson\r\n"
    (tmp_path / "Personer.csv").write_text(csv, encoding="utf-8-sig")
    plain = kgov("import", "Personer.csv").out
    settings = 'owner = "orebro"\nbase = "https://data.example.org/rol/"\nperson-key = "hemlig"\n'
    (tmp_path / "kgov.toml").write_text(settings, encoding="utf-8")
    keyed = kgov("import", "Personer.csv").out
    assert "https://data.example.org/rol/person-" in keyed and "example.org/underlag/" in plain
    assert keyed.split("person-")[1][:20] != plain.split("person-")[1][:20]
    for base in ("inte en adress", "https://data.example.org/rol"):
        (tmp_path / "kgov.toml").write_text(f'base = "{base}"\n', encoding="utf-8")
        assert kgov("import", "Personer.csv").code == 2


def test_a_file_of_another_encoding_is_read_when_it_is_named(kgov: Run, tmp_path: Path) -> None:
    (tmp_path / "Möten.csv").write_bytes("Grupp;Läge\r\nRMKS;hållet\r\n".encode("cp1252"))
    refused = kgov("import", "Möten.csv")
    assert refused.code == 2 and "--encoding cp1252" in refused.err
    assert kgov("import", "Möten.csv", "--encoding", "cp1252").code == 0


def test_csv_files_in_different_folders_are_one_record(kgov: Run, tmp_path: Path) -> None:
    texts = {
        "a/grupper.csv": "Grupp;Slag av grupp;Beteckning\r\nLAG hjärta;orebro-lag;lag-1\r\n",
        "b/ledamoter.csv": "Person;Grupp;Roll\r\nExempelperson;LAG hjärta;ordförande\r\n",
        "b/c/folk.csv": "Löpnummer eller HSA-id;Namn\r\n1;Exempelperson\r\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    alone = kgov("validate", "b/ledamoter.csv")
    assert alone.code == 2 and "ange båda filerna" in alone.err
    both = kgov("validate", *texts, *DAY, "--format", "json")
    assert both.code in (0, 1), both.err
    report = json.loads(both.out)
    files = {item["file"] for finding in report["findings"] for item in finding["evidence"]}
    assert files and files <= set(texts)
    there = read_text(kgov("import", *texts).out, tmp_path)
    assert set(read_text(kgov("import", *reversed(texts), "./a/grupper.csv").out, tmp_path)) == set(there)
    (tmp_path / "b/ledamoter.csv").write_text(
        "Person;Grupp\r\nExempelperson;LAG lunga\r\n", encoding="utf-8-sig"
    )
    wrong = kgov("validate", *texts)
    assert wrong.code == 2 and "b/ledamoter.csv, cell B2: ”LAG lunga”" in wrong.err


TAKES_LISTS = [
    *(("validate", "{}"), ("view", "{}"), ("calendar", "{}"), ("whatif", "{}", "--close", "RMKS"), ("import", "{}")),
    *(("rules", "{}"), ("query", "mandates-ending", "--with", "{}"), ("bodies", "--with", "{}")),
    *(("show", "RMKS", "--with", "{}"), ("chain", "RMKS", "--with", "{}"), ("escalate", "RMKS", "--list", "--with", "{}")),
    *(("explain", "OR-33", "--with", "{}"), ("template", "orebro", "ut.xlsx", "--with", "{}")),
    ("export", "-o", "ut.xlsx", "--with", "{}"),
]  # fmt: skip


@pytest.mark.parametrize("command", TAKES_LISTS, ids=lambda command: command[0])
def test_every_command_that_takes_lists_takes_their_encoding(
    kgov: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "Möten.csv").write_bytes("Grupp;Läge\r\nRMKS;hållet\r\n".encode("cp1252"))
    words = [word.format("Möten.csv") for word in command]
    refused = kgov(*words)
    assert refused.code == 2 and "--encoding cp1252" in refused.err
    read = kgov(*words, "--encoding", "cp1252")
    assert read.code in (0, 1), read.err


def personal_number() -> str:
    """A number that would be valid, made here so that none is written down."""
    digits = "900101001"
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(digits)]
    check = -sum(n // 10 + n % 10 for n in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{check}"


def test_a_personal_identity_number_stops_the_reading_and_is_not_repeated(kgov: Run, tmp_path: Path) -> None:
    number = personal_number()
    (tmp_path / "Personer.csv").write_text(
        f"Namn;Löpnummer eller HSA-id\r\nExempel;{number}\r\n", encoding="utf-8"
    )
    done = kgov("import", "Personer.csv")
    assert done.code == 2 and "cell B2" in done.err
    assert number not in done.out + done.err and "Exempel" not in done.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["orebro-rmks", "kronoberg-grupper-fel"])
def test_a_workbook_saved_by_libreoffice_says_the_same(kgov: Run, name: str, tmp_path: Path) -> None:
    made = EXAMPLES / f"{name}.xlsx"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    saved = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(made)],
        capture_output=True,
        timeout=180,
    )
    assert saved.returncode == 0, saved.stderr
    said = kgov("import", str(tmp_path / made.name))
    assert said.code == 0, said.err
    assert set(read_text(said.out, tmp_path)) == set(read(str(made.with_suffix(".ttl"))).triples)


def test_a_workbook_edited_by_openpyxl_says_the_same(kgov: Run, tmp_path: Path) -> None:
    import openpyxl

    out = tmp_path / "bok.xlsx"
    book = openpyxl.load_workbook(EXAMPLES / "sodra-rsg-lakemedel.xlsx")
    book["Om"]["A1"] = "Ändrad rubrik"
    book.save(out)
    said = kgov("import", str(out))
    assert said.code == 0, said.err
    assert set(read_text(said.out, tmp_path)) == set(read(str(EXAMPLES / "sodra-rsg-lakemedel.ttl")).triples)

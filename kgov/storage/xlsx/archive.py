"""The ZIP file around a workbook: unpacked in small pieces within limits, and packed anew.

The reader of cells gets a new archive with the very bytes that were checked, so that no trick with
doubled names, overlapping members or forged sizes can show it anything else.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.xlsx.markup import damaged

MAX_MEMBERS = 2_000
MAX_UNPACKED = 50 * 1024 * 1024
#: A long list of much the same shrinks to a fiftieth; only filling shrinks beyond this.
MAX_RATIO = 250
_RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 64 * 1024
_ENDINGS = (".xml", ".rels", ".vml", ".svg")
#: Pictures and printer settings, which hold no text and are never unpacked.
_LEFT_ALONE = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".ico")
_SMALLER = Both(
    "Kopiera listan till en ny arbetsbok och spara den.", "Copy the list to a new workbook and save that."
)


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """The text parts of a workbook by name, without a leading slash.

    Args:
        data: the bytes of the file.
        name: the file as the user named it.

    Raises:
        KgovError: not a ZIP file, encrypted, damaged, with files embedded or macros, or too large unpacked.
    """
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive, _members(archive, name), name)
    except KgovError:
        raise
    except Exception:  # whatever fails in unpacking, the file is at fault
        raise damaged(
            name, Both("den packade filen är ofullständig", "the packed file is incomplete")
        ) from None


def repack(parts: dict[str, bytes], wanted: Iterable[str]) -> io.BytesIO:
    """A new archive of some of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for part in wanted:
            archive.writestr(zipfile.ZipInfo(part), parts[part])
    packed.seek(0)
    return packed


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    seen: set[str] = set()
    chosen: list[zipfile.ZipInfo] = []
    for member in archive.infolist():
        if member.flag_bits & 0x1:
            raise encrypted(name)
        if member.is_dir():
            continue
        key = _plain(member.filename)
        if key in seen:
            raise damaged(name, Both("samma del finns två gånger", "the same part is there twice"))
        seen.add(key)
        if key.endswith(_ENDINGS):
            chosen.append(member)
        elif not key.endswith(_LEFT_ALONE) and "/printersettings/" not in f"/{key}":
            raise _embedded(name, key)
    packed, unpacked = (sum(getattr(m, size) for m in chosen) for size in ("compress_size", "file_size"))
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise _too_large(name)
    return chosen


def _plain(filename: str) -> str:
    return filename.replace("\\", "/").lstrip("/").casefold()


def _parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for member in members:
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(name, Both("okänd packningsmetod", "unknown way of packing"))
        pieces: list[bytes] = []
        size = 0
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                room -= len(piece)
                # The sizes in the headers may be forged; what comes out is what counts.
                if room < 0 or (size > _RATIO_FROM and size > MAX_RATIO * member.compress_size):
                    raise _too_large(name)
        parts[member.filename.replace("\\", "/").lstrip("/")] = b"".join(pieces)
    return parts


def encrypted(name: str) -> KgovError:
    """The error for a workbook that is locked with a password."""
    return KgovError(
        Both("arbetsboken är skyddad med lösenord", "the workbook is protected with a password"),
        Both("Ta bort lösenordet i Excel och spara på nytt.", "Remove the password in Excel and save again."),
        name,
    )


def _too_large(name: str) -> KgovError:
    return KgovError(
        Both(
            "arbetsboken blir orimligt stor när den packas upp",
            "the workbook becomes unreasonably large when unpacked",
        ),
        _SMALLER,
        name,
    )


def _embedded(name: str, part: str) -> KgovError:
    if part.endswith("vbaproject.bin"):
        return KgovError(
            Both("arbetsboken innehåller makron", "the workbook contains macros"),
            Both("Spara den som .xlsx utan makron.", "Save it as .xlsx without macros."),
            name,
        )
    return KgovError(
        Both(
            "arbetsboken innehåller en inbäddad fil, som inte kan granskas",
            "the workbook contains an embedded file, which cannot be examined",
        ),
        Both("Ta bort den inbäddade filen och spara på nytt.", "Remove the embedded file and save again."),
        name,
    )

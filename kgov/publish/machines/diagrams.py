"""The class diagram of the specification package, by DIGG's rules for diagrams: what is drawn leads to what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from kgov.language import Both, Lang
from kgov.publish.charts import Charts
from kgov.publish.machines.described import Described

#: The languages that the diagram is drawn in, with what each is called.
DIAGRAMS: dict[Lang, Both] = {
    "sv": Both("Klasserna, som bild på svenska", "The classes, as a picture in Swedish"),
    "en": Both("Klasserna, som bild på engelska", "The classes, as a picture in English"),
}


def diagram_path(lang: Lang) -> str:
    """Where the diagram lies in the site."""
    return f"spec/classes-{lang}.svg"


def diagrams(described: Described) -> Iterator[tuple[str, bytes]]:
    """The classes as SVG in both languages; every link in it leads to a class, and says so."""
    charts = Charts(described.knowledge, described.addresses)
    for lang in DIAGRAMS:
        picture = charts.classes_by_name(lang)
        yield diagram_path(lang), picture.replace('<a href="', '<a data-inspec-type="class" href="').encode()

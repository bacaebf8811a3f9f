"""The charts of a publication: what the site asks for, page by page."""

from __future__ import annotations

from collections.abc import Mapping

from kgov.answers.paths import Upwards, escalate
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.publish.addresses import Addresses
from kgov.publish.charts.chart import Chart
from kgov.publish.charts.classes import ClassTree
from kgov.publish.charts.classes_chart import PropertiesChart, TreeChart
from kgov.publish.charts.composition import Composition
from kgov.publish.charts.composition_chart import CompositionChart
from kgov.publish.charts.labels import ByName, Labels, chart_id
from kgov.publish.charts.markup import Caption
from kgov.publish.charts.sketch import Sketch, Sketcher
from kgov.publish.charts.ways import WaysChart
from kgov.storage.terms import Iri

WAYS = Both("Vägar till och från {x}", "Ways to and from {x}")
OWNER = Both("Rapportering och vägar uppåt: {x}", "Reporting and ways upwards: {x}")
OWNER_TEXT = Both(
    "Vem som rapporterar, lämnar förslag och får uppdrag, nivå för nivå, och vad dokumenten inte säger.",
    "Who reports, submits and is given assignments, level by level, and what the documents do not say.",
)
SEATS = Both("Platserna i {x}", "The seats in {x}")
CLASSES = Both("Klasserna i ontologin", "The classes of the ontology")
CLASSES_TEXT = Both(
    "Varje klass står under den klass som den är ett slag av. Streckad ram: klass ur en annan vokabulär.",
    "Each class stands under the class that it is a kind of. Dashed frame: a class of another vocabulary.",
)
PROPERTIES = Both("Egenskaper mellan klasserna", "Properties between the classes")
PROPERTIES_TEXT = Both(
    "De egenskaper som leder från en bestämd klass till en annan.",
    "The properties that lead from one given class to another.",
)
#: What the charts of a whole owner or document show: not who appoints, which is on the pages of the groups.
OVERVIEW = {"report", "handover", "assign", "seat"}


class Charts:
    """All charts of one model.

    Args:
        knowledge: the model, redacted as the publication demands.
        addresses: where things have pages; only these become links.
        lone: texts that exist in one language only, with that language.
    """

    def __init__(
        self, knowledge: Knowledge, addresses: Addresses, lone: Mapping[str, str] | None = None
    ) -> None:
        self.knowledge, self.addresses, self.lone = knowledge, addresses, lone or {}
        self.upwards = Upwards(knowledge)
        self._sketcher = Sketcher(knowledge, self.upwards)
        self._shared: dict[tuple[Lang, str, Iri | None], Labels] = {}
        self._last: tuple[Iri, Sketch, Both] | None = None

    def ways(self, body: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation of a body: what leads to it, from it and further up.

        Args:
            body: a body, kind, office or unit.
            lang: the language of the page.
            page: the path of the page, from which links are relative.
        """
        labels = self._labels(lang, page, body)
        sketch, summary = self._way(body)
        caption = Caption(
            chart_id("ways", body, lang),
            labels.say(WAYS).format(x=labels.spoken(body)),
            labels.say(summary),
        )
        return WaysChart(sketch, labels).chart(caption, lang)

    def _way(self, body: Iri) -> tuple[Sketch, Both]:
        """The way from a body, kept until another is asked for: it is drawn in each language."""
        if self._last is None or self._last[0] != body:
            way = escalate(self.knowledge, body, upwards=self.upwards)
            self._last = body, self._sketcher.of_way(way), way.summary
        return self._last[1:]

    def owner(self, owner: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation of everything that belongs to an owner."""
        labels = Labels(self.knowledge, self.addresses, lang, page, owner, self.lone)
        nodes = [node for node in self.knowledge.entities if labels.owner_of(node) == owner]
        sketch = self._sketcher.of_nodes(nodes, OVERVIEW)
        return WaysChart(sketch, labels).chart(self._overview("owner", owner, labels), lang)

    def document(self, document: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation as one document says it."""
        labels = Labels(self.knowledge, self.addresses, lang, page, lone=self.lone)
        statements = {
            local_name(iri)
            for iri, statement in self.knowledge.statements.items()
            if statement.document == document
        }
        sketch = self._sketcher.of_nodes(self.knowledge.entities, OVERVIEW, statements)
        return WaysChart(sketch, labels).chart(self._overview("document", document, labels), lang)

    def composition(self, body: Iri, lang: Lang, page: str, filled: Mapping[Iri, int] | None = None) -> Chart:
        """Who sits in a body: seats, offices that fill them, and who appoints.

        Args:
            body: a body or kind.
            lang: the language of the page.
            page: the path of the page, from which links are relative.
            filled: how many hold each seat, where a record says so and it may be shown; a seat that is not
                among them counts as vacant. Without it, nothing is said of who sits.
        """
        labels = self._labels(lang, page, body)
        composition = Composition(self._sketcher.upwards, body, filled)
        caption = Caption(
            chart_id("seats", body, lang),
            labels.say(SEATS).format(x=labels.spoken(body)),
            labels.say(composition.summary()),
        )
        return CompositionChart(composition, labels).chart(caption, lang)

    def classes(self, lang: Lang, page: str) -> Chart:
        """The classes of the ontology, each under what it is a kind of."""
        labels = Labels(self.knowledge, self.addresses, lang, page)
        caption = Caption(f"classes-{lang}", labels.say(CLASSES), labels.say(CLASSES_TEXT))
        return TreeChart(ClassTree(self.knowledge), labels).chart(caption, lang)

    def classes_by_name(self, lang: Lang) -> str:
        """The same picture for a file of its own, in which each class leads to its IRI and not to a page."""
        labels = ByName(self.knowledge, self.addresses, lang, "")
        caption = Caption(f"classes-{lang}", labels.say(CLASSES), labels.say(CLASSES_TEXT))
        return TreeChart(ClassTree(self.knowledge), labels).chart(caption, lang).svg

    def properties(self, lang: Lang, page: str) -> Chart:
        """The properties that lead from one class of the ontology to another."""
        labels = Labels(self.knowledge, self.addresses, lang, page)
        caption = Caption(f"properties-{lang}", labels.say(PROPERTIES), labels.say(PROPERTIES_TEXT))
        return PropertiesChart(ClassTree(self.knowledge), labels).chart(caption, lang)

    def _overview(self, sort: str, iri: Iri, labels: Labels) -> Caption:
        return Caption(
            chart_id(sort, iri, labels.lang),
            labels.say(OWNER).format(x=labels.name(iri)),
            labels.say(OWNER_TEXT),
        )

    def _labels(self, lang: Lang, page: str, body: Iri) -> Labels:
        """The labels for the page of a body; the pages of one folder and owner share them."""
        owner = self._plain_labels(lang, page).owner_of(body)
        return self._plain_labels(lang, page, owner)

    def _plain_labels(self, lang: Lang, page: str, owner: Iri | None = None) -> Labels:
        place = lang, page.rpartition("/")[0], owner
        if place not in self._shared:
            self._shared[place] = Labels(self.knowledge, self.addresses, lang, page, owner, self.lone)
        return self._shared[place]

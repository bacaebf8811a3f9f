"""The charts of a publication: what the site asks for, page by page."""

from __future__ import annotations

from kgov.answers.paths import escalate
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.publish.addresses import Addresses
from kgov.publish.charts.chart import Chart
from kgov.publish.charts.labels import Labels, chart_id
from kgov.publish.charts.sketch import Sketcher
from kgov.publish.charts.svg import Caption
from kgov.publish.charts.ways import WaysChart
from kgov.storage.terms import Iri

WAYS = Both("Vägar till och från {x}", "Ways to and from {x}")
OWNER = Both("Rapportering och vägar uppåt: {x}", "Reporting and ways upwards: {x}")
OWNER_TEXT = Both(
    "Vem som rapporterar, lämnar förslag och får uppdrag, nivå för nivå, och vad dokumenten inte säger.",
    "Who reports, submits and is given assignments, level by level, and what the documents do not say.",
)
#: What the charts of a whole owner or document show: not who appoints, which is on the pages of the groups.
OVERVIEW = {"report", "handover", "assign", "seat"}


class Charts:
    """All charts of one model.

    Args:
        knowledge: the model, redacted as the publication demands.
        addresses: where things have pages; only these become links.
    """

    def __init__(self, knowledge: Knowledge, addresses: Addresses) -> None:
        self.knowledge, self.addresses = knowledge, addresses
        self._sketcher = Sketcher(knowledge)

    def ways(self, body: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation of a body: what leads to it, from it and further up.

        Args:
            body: a body, kind, office or unit.
            lang: the language of the page.
            page: the path of the page, from which links are relative.
        """
        labels = self._labels(lang, page, body)
        way = escalate(self.knowledge, body)
        caption = Caption(
            chart_id("ways", body, lang),
            labels.say(WAYS).format(x=labels.spoken(body)),
            labels.say(way.summary),
        )
        return WaysChart(self._sketcher.of_way(way), labels).chart(caption, lang)

    def owner(self, owner: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation of everything that belongs to an owner."""
        labels = Labels(self.knowledge, self.addresses, lang, page, owner)
        nodes = [node for node in self.knowledge.entities if labels.owner_of(node) == owner]
        sketch = self._sketcher.of_nodes(nodes, OVERVIEW)
        return WaysChart(sketch, labels).chart(self._overview("owner", owner, labels), lang)

    def document(self, document: Iri, lang: Lang, page: str) -> Chart:
        """Reporting and escalation as one document says it."""
        labels = Labels(self.knowledge, self.addresses, lang, page)
        statements = {
            local_name(iri)
            for iri, statement in self.knowledge.statements.items()
            if statement.document == document
        }
        sketch = self._sketcher.of_nodes(self.knowledge.entities, OVERVIEW, statements)
        return WaysChart(sketch, labels).chart(self._overview("document", document, labels), lang)

    def _overview(self, sort: str, iri: Iri, labels: Labels) -> Caption:
        return Caption(
            chart_id(sort, iri, labels.lang),
            labels.say(OWNER).format(x=labels.name(iri)),
            labels.say(OWNER_TEXT),
        )

    def _labels(self, lang: Lang, page: str, body: Iri) -> Labels:
        owner = Labels(self.knowledge, self.addresses, lang, page).owner_of(body)
        return Labels(self.knowledge, self.addresses, lang, page, owner)

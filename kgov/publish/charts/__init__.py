"""Charts as accessible SVG, each with a text twin: ways upwards, compositions, and the classes of the ontology."""

from kgov.publish.charts.chart import Chart
from kgov.publish.charts.charts import Charts
from kgov.publish.charts.style import chart_css, charts_css
from kgov.publish.charts.twin import Item, Part, html_list

__all__ = ["Chart", "Charts", "Item", "Part", "chart_css", "charts_css", "html_list"]

"""How charts look: one sheet for the site, which every saved chart also carries.

Each family of links has its own dash pattern, and its colour only beside that. Colours are custom properties with
a light and a dark value; print is light.
"""

from __future__ import annotations

LIGHT = {
    "ink": "#17242e",
    "soft": "#52616c",
    "page": "#ffffff",
    "band": "#f1f4f7",
    "band-odd": "#e8edf2",
    "edge": "#c8d1d9",
    "box": "#ffffff",
    "box-edge": "#6d7f8d",
    "start": "#12456e",
    "start-ink": "#ffffff",
    "focus": "#b35900",
    "report": "#12456e",
    "handover": "#00695f",
    "assign": "#6a3d9a",
    "appoint": "#8f4a00",
    "seat": "#4f5d00",
    "contact": "#52616c",
    "property": "#12456e",
    "silent": "#ad1f2d",
    "silent-fill": "#fff5f5",
}
DARK = {
    "ink": "#e8eef3",
    "soft": "#a9b7c2",
    "page": "#12181d",
    "band": "#1a2229",
    "band-odd": "#202a32",
    "edge": "#3a4751",
    "box": "#26323b",
    "box-edge": "#8195a3",
    "start": "#9cccf5",
    "start-ink": "#0c1a26",
    "focus": "#ffb45c",
    "report": "#9cccf5",
    "handover": "#5fd3c4",
    "assign": "#cbaaf5",
    "appoint": "#f0b070",
    "seat": "#c8d46a",
    "contact": "#a9b7c2",
    "property": "#9cccf5",
    "silent": "#ff9aa2",
    "silent-fill": "#2e1f23",
}
#: Dash patterns, and how thick the line is.
DASHES = {
    "report": ("", 2.6),
    "handover": ("10 4", 1.9),
    "assign": ("10 3 2 3", 1.9),
    "appoint": ("2 3", 2.2),
    "seat": ("5 3", 1.9),
    "contact": ("2 6", 2.0),
    "property": ("", 1.6),
    "silent": ("4 3", 1.7),
}

RULES = """\
.kgov-chart { font-family: "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  font-size: 13px; max-width: none; }
.kgov-chart text { fill: var(--kgov-ink); stroke: none; }
.kgov-chart .strong, .kgov-chart .note { font-weight: 600; }
.kgov-chart .strong { font-size: 14px; }
.kgov-chart .small, .kgov-chart .note, .kgov-chart .aside { font-size: 12px; }
.kgov-chart .aside { font-style: italic; }
.kgov-chart .soft text { fill: var(--kgov-soft); }
.kgov-chart .band > rect { fill: var(--kgov-band); stroke: var(--kgov-edge); }
.kgov-chart .band.odd > rect { fill: var(--kgov-band-odd); }
.kgov-chart .band.outside > rect { stroke-dasharray: 6 4; }
.kgov-chart .band > rect.beside { fill: var(--kgov-page); fill-opacity: .6; stroke-dasharray: 1 3; }
.kgov-chart .box rect { fill: var(--kgov-box); stroke: var(--kgov-box-edge); stroke-width: 1.3; }
.kgov-chart .box.other rect { stroke-dasharray: 3 2; }
.kgov-chart .box.start rect { fill: var(--kgov-start); stroke: var(--kgov-band); }
.kgov-chart .box.start text { fill: var(--kgov-start-ink); }
.kgov-chart a { cursor: pointer; text-decoration: none; }
.kgov-chart a:hover text { text-decoration: underline; }
.kgov-chart a:focus { outline: none; }
.kgov-chart a:focus-visible rect, .kgov-chart a:hover rect { stroke: var(--kgov-focus); stroke-width: 2.6; }
.kgov-chart a:focus-visible text { text-decoration: underline; }
.kgov-chart path { fill: none; stroke-linejoin: round; }
.kgov-chart .head { stroke: none; }
.kgov-chart .silent-card { fill: var(--kgov-silent-fill); stroke: var(--kgov-silent); stroke-dasharray: 4 3; }
.kgov-chart .silent .note { fill: var(--kgov-silent); }
.kgov-chart .break { stroke: var(--kgov-silent); stroke-width: 1.8; }
.kgov-chart .tree .line { stroke: var(--kgov-box-edge); stroke-width: 1.3; }
.kgov-chart .dot { fill: var(--kgov-start); stroke: var(--kgov-start); stroke-width: 1.4; }
.kgov-chart .dot.open { fill: var(--kgov-box); }
.kgov-chart .field { fill: var(--kgov-band); stroke: var(--kgov-edge); }
"""

#: What a chart in a file of its own needs beside.
ALONE = ".kgov-chart { background: var(--kgov-page); }"

PAGE_RULES = """\
.kgov-figure { margin: 0; container-type: inline-size; }
.kgov-scroll { overflow-x: auto; }
.kgov-scroll .kgov-chart { display: block; height: auto; }
.kgov-narrow { display: none; }
@container (max-width: 719px) { .kgov-wide { display: none; } .kgov-narrow { display: block; } }
.kgov-twin ul { padding-inline-start: 1.2em; overflow-wrap: anywhere; }
.kgov-twin li { margin: .15em 0; }
@media print {
  .kgov-scroll { overflow: visible; }
  .kgov-wide { display: block !important; }
  .kgov-narrow { display: none !important; }
  .kgov-scroll .kgov-chart { width: auto; max-width: 100%; max-height: 240mm; }
  .kgov-twin::details-content { content-visibility: visible; block-size: auto; }
}
"""

FORCED = """\
@media (forced-colors: active) {
  .kgov-chart { forced-color-adjust: none; --kgov-page: Canvas; --kgov-band: Canvas; --kgov-band-odd: Canvas;
    --kgov-box: Canvas; --kgov-silent-fill: Canvas; --kgov-start: Highlight; --kgov-start-ink: HighlightText;
    --kgov-ink: CanvasText; --kgov-soft: CanvasText; --kgov-edge: CanvasText; --kgov-box-edge: CanvasText;
    --kgov-focus: Highlight; --kgov-silent: CanvasText; --kgov-report: CanvasText; --kgov-handover: CanvasText;
    --kgov-assign: CanvasText; --kgov-appoint: CanvasText; --kgov-seat: CanvasText; --kgov-contact: CanvasText;
    --kgov-property: CanvasText; }
  .kgov-chart a text { fill: LinkText; }
  .kgov-chart .box.start a text { fill: HighlightText; }
}
"""


def _values(colours: dict[str, str]) -> str:
    return " ".join(f"--kgov-{name}: {value};" for name, value in colours.items())


def _families() -> str:
    lines = []
    for family, (dash, thick) in DASHES.items():
        dashes = f" stroke-dasharray: {dash};" if dash else ""
        lines.append(
            f".kgov-chart .{family} .line {{ stroke: var(--kgov-{family}); stroke-width: {thick};{dashes} }}\n"
            f".kgov-chart .{family} .head {{ fill: var(--kgov-{family}); }}"
        )
    return "\n".join(lines) + "\n"


def chart_css() -> str:
    """The rules that a chart needs wherever it stands."""
    return (
        f".kgov-chart {{ {_values(LIGHT)} }}\n{RULES}{_families()}"
        f"@media screen and (prefers-color-scheme: dark) {{ .kgov-chart {{ {_values(DARK)} }} }}\n{FORCED}"
    )


def charts_css() -> str:
    """The rules for the site's sheet: charts, and how a page holds them."""
    return chart_css() + PAGE_RULES

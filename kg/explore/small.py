"""The page of small views, drawn by pyvis: a report or a neighbourhood at a time, at most 300 nodes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from pyvis.network import Network

from kg.explore.book import DRAWN, Book
from kg.explore.details import fact_words, quotes
from kg.explore.embed import data_block, script_block, with_policy
from kg.explore.neighbours import View
from kg.explore.words import KIND_WORDS, PROPERTY_WORDS

SCALE = 62.0  # pixels from the middle of the disc to its rim, for one node; grows with the square root of their number
OPTIONS = """{
 "physics": {"enabled": false},
 "interaction": {"hover": true, "keyboard": {"enabled": true, "bindToWindow": false}, "tooltipDelay": 1000000},
 "nodes": {"font": {"size": 15, "color": "#1b1f2a", "strokeWidth": 4, "strokeColor": "#ffffff"}, "borderWidth": 1.5},
 "edges": {"smooth": false, "color": {"color": "#b9bfca", "highlight": "#1b1f2a", "hover": "#5b6270"},
  "arrows": {"to": {"enabled": true, "scaleFactor": 0.4}}, "width": 1}
}"""
# pyvis asks other hosts for Bootstrap, and for vis-network too unless told otherwise: no element of a page may load anything.
LOADING = re.compile(
    r"<!--.*?-->|<link\b[^>]*>|<script\b[^>]*\bsrc\s*=[^>]*>.*?</script>|<center>.*?</center>",
    re.DOTALL | re.IGNORECASE,
)


def small_page(book: Book, views: Sequence[View], heading: str) -> str:
    """A page with these views as HTML text; it asks nobody for anything, and no text of a report becomes markup."""
    network = Network(cdn_resources="in_line", height="100%", width="100%")
    network.set_options(OPTIONS)
    page = LOADING.sub("", network.generate_html(notebook=False))
    web = files("kg.explore") / "web"
    head = (
        '<!DOCTYPE html>\n<html lang="zh-Hans"><head><!--policy--><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(heading)}</title>"
    )
    style = f"<style>{(web / 'vis.css').read_text(encoding='utf-8')}</style></head>"
    page = re.sub(r"^\s*<html>\s*<head>\s*<meta charset=\"utf-8\">", lambda _: head, page, count=1)
    page = page.replace("</head>", style, 1)
    bar = f'<body><header><h1>{html.escape(heading)}</h1><label>视图 <select id="kg-view"></select></label></header>'
    tail = (
        '<aside id="kg-panel" tabindex="0" aria-live="polite" aria-label="详情"></aside><ul id="kg-legend" aria-label="图例"></ul>'
        + data_block("kg-data", _data(book, views))
        + script_block((web / "vis.js").read_text(encoding="utf-8"))
        + "</body>"
    )
    page = page.replace("<body>", bar, 1).replace("</body>", tail)
    return with_policy(page)


def _data(book: Book, views: Sequence[View]) -> dict[str, object]:
    items = sorted({i for view in views for i in view.items})
    links = sorted({i for view in views for i in view.links})
    kinds = {k: {"zh": KIND_WORDS[k].zh, "color": KIND_WORDS[k].light} for k in DRAWN}
    return {
        "kinds": kinds,
        "reports": [source.title or source.name for source in book.sources],
        "views": [_view(book, view) for view in views],
        "items": {i: _item(book, i) for i in items},
        "links": {i: _link(book, i) for i in links},
    }


def _view(book: Book, view: View) -> dict[str, object]:
    degree = Counter(end for n in view.links for end in (book.links[n].source, book.links[n].target))
    reach = SCALE * len(view.items) ** 0.5
    nodes = [
        (i, round(x * reach), round(y * reach), round(7 + 3 * degree[i] ** 0.5, 1))
        for i, (x, y) in zip(view.items, view.places, strict=True)
    ]
    return {
        "name": view.name,
        "nodes": nodes,
        "edges": [(n, book.links[n].source, book.links[n].target) for n in view.links],
    }


def _item(book: Book, index: int) -> dict[str, object]:
    item = book.items[index]
    return {
        "kind": item.kind,
        "label": item.label,
        "hant": item.hant,
        "others": item.others,
        "facts": fact_words(book, index),
        "confidence": item.confidence,
        "rules": item.rules,
        "quotes": quotes(book, item.spans),
    }


def _link(book: Book, index: int) -> dict[str, object]:
    link = book.links[index]
    return {
        "source": link.source,
        "target": link.target,
        "name": PROPERTY_WORDS.get(link.predicate, (link.predicate, ""))[0],
        "confidence": link.confidence,
        "rules": link.rules,
        "quotes": quotes(book, link.spans),
    }

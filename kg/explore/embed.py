"""Putting data and scripts into a page so that nothing of a report can become markup or code."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style[^>]*>(?P<code>.*?)</style>", re.DOTALL | re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")
DATA = "application/json"


def as_json(value: object) -> str:
    """Compact JSON that may stand in a `<script>` element: no `<`, `>`, `&`, U+2028, U+2029, no lone surrogates."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _LONE.sub("\ufffd", text).translate(_UNSAFE)


def data_block(name: str, value: object) -> str:
    """A `<script>` element with data that is not run; `name` is its id."""
    return f'<script type="{DATA}" id="{html.escape(name)}">{as_json(value)}</script>'


def script_block(code: str) -> str:
    """A `<script>` element with code of ours.

    `</script` and `<!--` can stand in code only inside strings, comments and regular expressions: there they are escaped.
    """
    safe = re.sub(r"</(?=script)", r"<\\/", code, flags=re.IGNORECASE).replace("<!--", "<\\!--")
    return f"<script>{safe}</script>"


def policy(page: str, folder: bool = False) -> str:
    """A content security policy for `page`: only its own scripts, by hash, and no request to anywhere.

    `folder` allows scripts from beside the page, for texts that are kept in files of their own.
    """
    beside = " 'self' file:" if folder else ""
    return (
        f"default-src 'none'; script-src {script_sources(page)}{beside}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def with_policy(page: str, folder: bool = False) -> str:
    """The page with its policy in place of the mark `<!--policy-->`, which must stand first in its head."""
    line = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(page, folder))}">'
    return page.replace("<!--policy-->", line, 1)


def script_sources(page: str) -> str:
    """The scripts of a page that may run, as sources of a policy: a hash each, in order, once each."""
    return _sources(m["code"] for m in _SCRIPT.finditer(page) if DATA not in m["attributes"])


def style_sources(page: str) -> str:
    """The `<style>` elements of a page as sources of a policy."""
    return _sources(m["code"] for m in _STYLE.finditer(page))


def _sources(codes: Iterable[str]) -> str:
    hashes = (hashlib.sha256(code.encode("utf-8", "replace")).digest() for code in codes)
    return " ".join(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in hashes))

"""A request of the SPARQL 1.1 Protocol, read strictly: a query with its dataset, or the reason why it is refused."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

from kg.serve.answer import Asked
from kg.serve.guard import calls_out, update_verb

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
READ_ONLY: Final = "this endpoint is read-only: updates and graph-store writes are refused"
NO_SERVICE: Final = "SERVICE is refused: this endpoint asks no other server"
FIELDS: Final = 100  # parameters of one request
Pairs = list[tuple[str, str]]


class RefusedError(Exception):
    """A request that gets no answer: a status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def read_get(url_query: bytes, accept: str, longest: int) -> Asked | None:
    """The query of a GET request; None if it has none, which asks for the service description.

    Raises:
        RefusedError: if the request is not well formed, or asks for what we do not do.
    """
    return _asked(pairs(url_query), None, accept, (longest, 414))


def read_post(content_type: str, body: bytes, url_query: bytes, accept: str, longest: int) -> Asked:
    """The query of a POST request, as a form or direct.

    Raises:
        RefusedError: as `read_get`, and if there is no query in it.
    """
    media, _, parameters = content_type.partition(";")
    media = media.strip().lower()
    if media == UPDATE:
        raise RefusedError(403, READ_ONLY)
    if media not in (FORM, QUERY):
        raise RefusedError(415, f"the body must be {QUERY} or {FORM}")
    charset = _charset(parameters)
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, f"the body must be UTF-8, not {charset}")
    if media == FORM:
        found = _asked(pairs(body), None, accept, (longest, 413))
    else:
        found = _asked(pairs(url_query), _decoded(body), accept, (longest, 413))
    if found is None:
        raise RefusedError(400, "the request has no parameter query")
    return found


def pairs(data: bytes) -> Pairs:
    """Name and value of the parameters of a form.

    Raises:
        RefusedError: if they are not well formed.
    """
    if data.startswith(b"query=") and b"&" not in data:  # most requests; in a third of the time
        return [("query", _decoded(unquote_to_bytes(data[6:].replace(b"+", b" "))))]
    try:
        return parse_qsl(_decoded(data), keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the parameters are not UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"the request has more than {FIELDS} parameters") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request is not UTF-8") from error


def _charset(parameters: str) -> str:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def _asked(found: Pairs, direct: str | None, accept: str, longest: tuple[int, int]) -> Asked | None:
    fields: dict[str, list[str]] = {}
    for name, value in found:
        fields.setdefault(name, []).append(value)
    queries = [*fields.get("query", ()), *([] if direct is None else [direct])]
    if "update" in fields:
        raise RefusedError(403, READ_ONLY)
    if not queries:
        return None
    if len(queries) > 1:
        raise RefusedError(400, "the request has more than one query")
    query = queries[0]
    if len(query) > longest[0]:
        raise RefusedError(longest[1], f"the query has more than {longest[0]} characters")
    if calls_out(query):
        raise RefusedError(403, NO_SERVICE)
    verb = update_verb(query)
    if verb:
        raise RefusedError(403, f"{READ_ONLY} ({verb})")
    return Asked(
        query,
        accept,
        fields.get("format", [""])[-1],
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
    )

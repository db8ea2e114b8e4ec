"""All settings of a server: where it listens, and how much one client may ask of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.errors import KgError

MEBIBYTE = 1 << 20


class SettingError(KgError):
    """A setting that there is not, or a value that is none for it."""

    code = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and places.

    `mount` is the path below which the server stands behind a proxy, such as `/kg` ("" for the root). `seconds` is how long
    a query may run, `patience` how long it may before it counts as heavy; `wait` how long it may stand in the queue.
    `light` and `heavy` are how many queries of either kind run at a time, `queue` how many may wait, `client` how many
    one client (an IP address) may have under way. `memory`, `answer` and `cache` are bytes: of a worker's address space,
    of one answer, of all answers kept. `rows` is the number of rows or statements of one answer, `query` the length of
    a query in characters, `body` that of a request in bytes. `watch` is the seconds between two looks for a new build.
    `proxies` are the addresses of proxies whose X-Forwarded-For is believed, with commas.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    mount: str = ""
    seconds: float = 10.0
    patience: float = 0.1
    wait: float = 10.0
    light: int = 0  # 0: one a processor and one more
    heavy: int = 2
    queue: int = 64
    client: int = 16
    memory: int = 2048 * MEBIBYTE
    rows: int = 100_000
    answer: int = 32 * MEBIBYTE
    cache: int = 64 * MEBIBYTE
    query: int = 20_000
    body: int = 1 * MEBIBYTE
    watch: float = 1.0
    proxies: str = "127.0.0.1"
    log: bool = True

    @property
    def lights(self) -> int:
        """Workers of the light lane."""
        return self.light or 1 + (os.cpu_count() or 1)


def chosen(pairs: Sequence[str], **given: str | int) -> Settings:
    """The settings with some of them changed by `name=value` texts.

    Raises:
        SettingError: if there is no setting of this name, or the value is none for it.
    """
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    values: dict[str, Any] = dict(given)
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if name not in kinds or not sign:
            raise SettingError(f"--set {pair}: want NAME=VALUE with a name of {', '.join(kinds)}")
        values[name] = _value(name, text, kinds[name])
    settings = replace(Settings(), **values)
    for name, value in ((f.name, getattr(settings, f.name)) for f in fields(Settings)):
        if isinstance(value, int | float) and value < 0:
            raise SettingError(f"--set {name}={value}: must not be negative")
    return settings


def _value(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() not in ("true", "false"):
            raise SettingError(f"--set {name}={text}: want true or false")
        return text.lower() == "true"
    try:
        return kind(text)
    except ValueError as error:
        raise SettingError(f"--set {name}={text}: want a number") from error


def listing(settings: Settings) -> list[str]:
    """One line a setting: name and value."""
    return [f"{field.name}={getattr(settings, field.name)}" for field in fields(Settings)]

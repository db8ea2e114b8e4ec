"""Frozen records that are quick to make.

A frozen dataclass sets each field through `object.__setattr__`, which looks the field up by name. A page makes thousands of
spans and mentions, so theirs are set through their slots.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Record = TypeVar("Record")


def quick(cls: type[Record]) -> type[Record]:
    """Replace `__init__` of a frozen dataclass with slots by one that does the same in half the time.

    Args:
        cls: a class made by `@dataclass(frozen=True, slots=True)`; fields may have defaults, but no factories.

    Raises:
        TypeError: if `cls` is no such class.
    """
    given: dict[str, Any] = {}
    parameters, body = ["self"], []
    for field in fields(cls):  # type: ignore[arg-type]
        slot = getattr(cls, field.name, None)
        if not hasattr(slot, "__set__") or field.default_factory is not MISSING:
            raise TypeError(f"{cls.__name__}.{field.name}: wants a slot and no factory")
        given[f"_set_{field.name}"] = slot.__set__  # type: ignore[union-attr]
        if field.default is MISSING:
            parameters.append(field.name)
        else:
            given[f"_default_{field.name}"] = field.default
            parameters.append(f"{field.name}=_default_{field.name}")
        body.append(f"_set_{field.name}(self, {field.name})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body), given)
    made = given["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = cls.__init__.__annotations__
    cls.__init__ = made  # type: ignore[method-assign]
    return cls

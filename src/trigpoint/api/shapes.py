"""What the services return, as the shapes of JSON: one converter for all frozen dataclasses.

The shape of an answer is made from the dataclass itself, so that the OpenAPI cannot say anything
else than what is sent. Sentences of ours come in the request's language, dates as ISO, enums by
value, sets in order.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from inspect import cleandoc
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from django.utils import formats, translation
from pydantic import BaseModel, BeforeValidator, ConfigDict, create_model

from trigpoint.core.text import Text

CONFIG = ConfigDict(from_attributes=True, use_enum_values=True)


def words(text: object) -> object:
    """Return a sentence of ours in the language of the request; anything else as it is."""
    if isinstance(text, Text):
        return text.render(translation, lambda value: str(formats.localize(value)))
    return text


Words = Annotated[str, BeforeValidator(words)]


def shape(hint: Any) -> Any:
    """Return the annotation by which pydantic describes and writes values of `hint`."""
    if hint is Text:
        return Words
    if hint is object:
        return Any
    if isinstance(hint, type) and is_dataclass(hint):
        return model_of(hint)
    origin = get_origin(hint)
    if isinstance(origin, type) and is_dataclass(origin):
        return model_of(origin, *get_args(hint))
    inner = tuple(shape(part) for part in get_args(hint))
    return around(origin, hint, inner)


def around(origin: Any, hint: Any, inner: tuple[Any, ...]) -> Any:
    """Return a collection, a union or a plain type over the shapes of its parts."""
    if origin in {Union, types.UnionType}:
        return Union[inner]  # noqa: UP007 - made of a tuple
    if origin in {frozenset, set}:
        return Annotated[list[inner[0]], BeforeValidator(sorted)]  # type: ignore[valid-type]  # made from types at run time
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple[inner]  # type: ignore[valid-type]  # made from types at run time
    if origin in {tuple, list}:
        return list[inner[0]]  # type: ignore[valid-type]  # made from types at run time
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[inner]  # type: ignore[misc,valid-type]  # made from types at run time
    return hint


@cache
def model_of(kind: type[Any], *arguments: Any) -> type[BaseModel]:
    """Return the model of a dataclass, of a generic one for these arguments.

    Its docstring becomes the description.
    """
    hints = {name: filled(hint, arguments) for name, hint in get_type_hints(kind).items()}
    columns: dict[str, Any] = {
        f.name: (shape(hints[f.name]), ...) for f in fields(kind) if not f.name.startswith("_")
    }
    name = "Of".join([kind.__name__, *(a.__name__ for a in arguments)])
    return create_model(name, __config__=CONFIG, __doc__=cleandoc(kind.__doc__ or ""), **columns)


def filled(hint: Any, arguments: tuple[Any, ...]) -> Any:
    """Return an annotation with its type variables filled in."""
    return hint[arguments] if getattr(hint, "__parameters__", ()) else hint


def plain(value: object) -> Any:
    """Return a dataclass as JSON values."""
    kind: Any = type(value)
    return model_of(kind).model_validate(value).model_dump(mode="json")


def is_versioned(hint: Any) -> bool:
    """Whether answers of this kind have a version that `version_of` finds."""
    columns = getattr(hint, "__dataclass_fields__", {})
    return not {"version", "card", "link"}.isdisjoint(columns)


def version_of(value: object) -> int | None:
    """Return the version of what is answered with: its own, or that of its card or its link."""
    for holder in (value, getattr(value, "card", None), getattr(value, "link", None)):
        version = getattr(holder, "version", None)
        if isinstance(version, int):
            return version
    return None

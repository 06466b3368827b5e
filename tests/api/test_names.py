"""In the documented interface one name means one shape."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from trigpoint.api.interface import api


def shapes(kind: Any, seen: set[Any]) -> Iterator[type]:
    """Every dataclass that an answer is made of."""
    for part in get_args(kind):
        yield from shapes(part, seen)
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)) or kind in seen:
        return
    seen.add(kind)
    yield kind
    for part in get_type_hints(kind).values():
        yield from shapes(part, seen)


def answers() -> Iterator[Any]:
    for _address, router in api._routers:
        for path in router.path_operations.values():
            for operation in path.operations:
                yield get_type_hints(operation.view_func.__wrapped__)["return"]


def test_no_two_shapes_share_a_name():
    seen: set[Any] = set()
    named = defaultdict(set)
    for answer in answers():
        for kind in shapes(answer, seen):
            named[kind.__name__].add(f"{kind.__module__}.{kind.__qualname__}")
    assert len(named) > 100
    assert {name: found for name, found in named.items() if len(found) > 1} == {}

"""Pages and programs reach equally far, told from what their source calls."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import trigpoint
from tests.laws.breadth import PAGES_ALONE, PROGRAMS_ALONE, names

SOURCE = Path(trigpoint.__file__).parent
SERVICES = "trigpoint.services."


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def functions() -> dict[str, bool]:
    """What services offer, as room.module.function, and whether it is itself a command."""
    found = {}
    for path in (SOURCE / "services").rglob("*.py"):
        module = ".".join(path.relative_to(SOURCE / "services").with_suffix("").parts)
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef):
                calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
                writes = any(isinstance(f, ast.Name) and f.id == "command" for f in calls)
                found[f"{module}.{node.name}"] = writes
    return found


@cache
def called(face: str) -> frozenset[str]:
    """The functions of services that the modules of a face name."""
    found = set()
    for path in (SOURCE / face).rglob("*.py"):
        known = {
            each.asname or each.name: f"{node.module}.{each.name}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SERVICES[:-1])
            for each in node.names
        }
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Name) and node.id in known:
                found.add(known[node.id])
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(f"{known.get(node.value.id, '')}.{node.attr}")
    return frozenset(name.removeprefix(SERVICES) for name in found) & functions().keys()


@pytest.mark.req("PLATFORM-3", via="core")
def test_what_pages_read_and_write_programs_do_too_or_a_reason_stands_beside_it():
    assert called("web") - called("api") == names(PAGES_ALONE)


@pytest.mark.req("PLATFORM-3", via="core")
def test_what_programs_write_pages_do_too_or_a_reason_stands_beside_it():
    commands = {name for name, writes in functions().items() if writes}
    assert (called("api") - called("web")) & commands == names(PROGRAMS_ALONE)


def test_the_source_is_read_as_it_is_meant():
    assert len(called("web")) > 400
    assert {"goals.goals.add", "measures.disputes.add"} <= called("web") & called("api")

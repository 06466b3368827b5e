"""The reference of the programming interface, from its own OpenAPI."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import django

from trigpoint.api.openapi import ETAG

HEAD = """# Programming interface

Made from the OpenAPI by `python -m tools.docs`; do not edit. The OpenAPI itself is at
`/api/v1/openapi.json`. How to use it, step by step: [how-to/api.md](../how-to/api.md).

Every error is `application/problem+json` (RFC 9457): `type` is `urn:trigpoint:problem:<name>` and
stays, `detail` is for people, `fields` says what is wrong with which field. An ETag is the version
of what was answered; where `If-Match` is needed, send it back. Every other answer to a GET has a
weak one, of all that it says: sent as `If-None-Match`, the same again is a 304 without a body.
"""


def interface() -> str:
    """Return the page."""
    django.setup()
    from trigpoint.api.interface import api  # noqa: PLC0415 - needs Django to be set up

    schema = api.get_openapi_schema()
    parts = [HEAD, *requests(schema), "## Shapes\n", *shapes(schema["components"]["schemas"])]
    return "\n".join(parts).rstrip() + "\n"


def requests(schema: dict[str, Any]) -> Iterator[str]:
    """Yield a section for each part of the interface, with its requests."""
    found = [
        (operation["tags"][0], path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    for tag, group in groupby(found, key=lambda row: row[0]):
        yield f"## {tag}\n"
        for _tag, path, method, operation in group:
            yield request(path, method, operation)


def request(path: str, method: str, operation: dict[str, Any]) -> str:
    """Return one request: what it does, what it takes, what it answers."""
    lines = [f"### `{method.upper()} {path}`", "", f"{operation['summary']}.", ""]
    if "x-scope" in operation:
        lines.append(f"- scope of a token: `{operation['x-scope']}`")
    lines += [f"- {parameter(place)}" for place in operation["parameters"]]
    for kind, body in operation.get("requestBody", {}).get("content", {}).items():
        lines.append(f"- body, `{kind}`: {kind_of(body['schema'])}")
    for status, answer in operation["responses"].items():
        if int(status) < 300:
            lines.append(f"- answers {status}{answered(answer)}")
    errors = sorted(int(status) for status in operation["responses"] if int(status) >= 400)
    lines.append(f"- errors: {', '.join(map(str, errors))}")
    return "\n".join([*lines, ""])


def parameter(place: dict[str, Any]) -> str:
    """Return a parameter in a line."""
    needed = "" if place["required"] else ", optional"
    said = place.get("description") or place["schema"].get("description", "")
    text = f"{place['in']} `{place['name']}`{needed}: {kind_of(place['schema'])}"
    return f"{text}; {said}" if said else text


def answered(answer: dict[str, Any]) -> str:
    """Return what an answer holds."""
    content = answer.get("content", {}).get("application/json")
    version = ", with an ETag" if answer.get("headers", {}).get("ETag") == ETAG else ""
    return f": {kind_of(content['schema'])}{version}" if content else ", without a body"


def shapes(schemas: dict[str, Any]) -> Iterator[str]:
    """Yield a section for each shape, by name."""
    for name in sorted(schemas):
        yield shape(name, schemas[name])


def shape(name: str, schema: dict[str, Any]) -> str:
    """Return one shape with its fields."""
    lines = [f"### {name}", "", *filter(None, [schema.get("description", "")]), ""]
    lines += ["| field | holds | |", "|---|---|---|"]
    needed = set(schema.get("required", ()))
    for field, inner in schema.get("properties", {}).items():
        said = inner.get("description", "")
        mark = "" if field in needed else "optional"
        remark = "; ".join(filter(None, [mark, said]))
        lines.append(f"| `{field}` | {cell(kind_of(inner))} | {cell(remark)} |")
    return "\n".join([*lines, ""])


def cell(text: str) -> str:
    """Return text for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def kind_of(schema: dict[str, Any]) -> str:
    """Return what a schema allows, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    for union in ("anyOf", "allOf", "oneOf"):
        if union in schema:
            return " or ".join(kind_of(part) for part in schema[union])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    words = [schema.get("format") or schema.get("type", "anything"), *bounds(schema)]
    return " ".join(words)


def bounds(schema: dict[str, Any]) -> Iterator[str]:
    """Yield the limits of a value."""
    for key, words in (
        ("minimum", "from {}"),
        ("exclusiveMinimum", "above {}"),
        ("maximum", "to {}"),
        ("maxLength", "up to {} characters"),
    ):
        if key in schema:
            yield words.format(f"{schema[key]:,.0f}")

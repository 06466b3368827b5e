"""Errors as RFC 9457 asks for them: `application/problem+json`, each with a name that stays."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, Field

from trigpoint.api.shapes import words
from trigpoint.core.text import Text

MEDIA_TYPE = "application/problem+json"


class WrongField(BaseModel):
    """A field that cannot be accepted, and why; an empty name is the request as a whole."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was not done."""

    type: str = Field(description="urn:trigpoint:problem:<name>; programs decide by it")
    title: str
    status: int
    detail: str = Field(description="for people, in the language of the request")
    fields: list[WrongField] = Field(default=[], description="what is wrong, field by field")
    current: Any = Field(default=None, description="with 412: what the thing says now")


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """An answer other than success that the interface itself gives."""

    def __init__(
        self,
        status: HTTPStatus,
        name: str,
        detail: Text | str,
        *,
        fields: Iterable[tuple[str, Text | str]] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(name)
        self.status = status
        self.name = name
        self.detail = detail
        self.fields = list(fields)
        self.headers = headers or {}

    def response(self, current: object = None) -> HttpResponse:
        """Return the refusal as an answer."""
        problem = Problem(
            type=f"urn:trigpoint:problem:{self.name}",
            title=self.status.phrase,
            status=self.status,
            detail=str(words(self.detail)),
            fields=[WrongField(field=name, message=str(words(m))) for name, m in self.fields],
            current=current,
        )
        return HttpResponse(
            problem.model_dump_json(exclude_unset=False),
            status=self.status,
            content_type=MEDIA_TYPE,
            headers=self.headers,
        )

"""The programming interface, version 1: every address of it, and what holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI, Router

from trigpoint.api import errors, openapi
from trigpoint.api.bodies import StrictParser
from trigpoint.api.nouns import (
    accounts,
    adoption,
    announcements,
    audience,
    audit,
    benchmarks,
    between,
    briefings,
    calendar,
    cascade,
    chats,
    closing,
    comparisons,
    connections,
    contributions,
    decision_rights,
    delivery,
    desk_numbers,
    disputes,
    drives,
    effects,
    evidence,
    experiments,
    feedback,
    glance,
    goal_uses,
    goals,
    goals_file,
    history,
    home,
    imports,
    inbox,
    jobs,
    knowledge,
    ladder_help,
    ladder_rounds,
    ladders,
    logins,
    map_journeys,
    maps,
    me,
    measure_cuts,
    measures,
    meetings,
    mentors,
    needs,
    organisation,
    outbox,
    patterns,
    pay,
    people,
    plan_editions,
    plan_parts,
    plan_reports,
    plan_voices,
    plans,
    privacy,
    proposals,
    pulses,
    pyramid,
    realignments,
    review_papers,
    reviews,
    schedules,
    scorecards,
    signals,
    splits,
    talks,
    targets,
    templates,
    thanks,
    tickets,
    tokens,
    trainings,
    typed_values,
    units,
    voices,
    webhooks,
    what_if,
    work_on_goals,
)
from trigpoint.api.problems import Refusal
from trigpoint.core.text import _

ROUTERS: tuple[Router, ...] = (
    me.routes,
    me.settings,
    home.routes,
    inbox.routes,
    delivery.routes,
    calendar.routes,
    chats.routes,
    chats.mine,
    delivery.bounces,
    organisation.routes,
    units.routes,
    decision_rights.routes,
    pay.routes,
    people.routes,
    review_papers.routes,
    talks.routes,
    privacy.reads,
    privacy.data,
    logins.routes,
    map_journeys.routes,
    maps.routes,
    history.routes,
    history.rules,
    *audience.ROUTERS,
    goals.routes,
    announcements.of_goals,
    closing.routes,
    announcements.of_plans,
    announcements.routes,
    audit.routes,
    goals_file.routes,
    contributions.routes,
    goal_uses.routes,
    drives.routes,
    effects.routes,
    trainings.routes,
    experiments.routes,
    experiments.of_goals,
    signals.routes,
    evidence.routes,
    pyramid.routes,
    ladders.routes,
    ladders.steps,
    ladders.criteria,
    ladder_help.offers,
    ladder_help.checks,
    ladder_help.resources,
    ladder_help.skills,
    ladder_help.hindrances,
    ladder_help.meetings,
    ladder_rounds.routes,
    meetings.routes,
    mentors.routes,
    knowledge.routes,
    adoption.routes,
    knowledge.of_goals,
    meetings.motions,
    targets.routes,
    what_if.routes,
    realignments.routes,
    cascade.routes,
    scorecards.routes,
    between.routes,
    proposals.routes,
    proposals.of_goals,
    proposals.voices,
    splits.routes,
    work_on_goals.steps,
    work_on_goals.co_owners,
    voices.check_ins,
    voices.answers,
    needs.of_goals,
    feedback.of_goals,
    feedback.routes,
    thanks.of_goals,
    thanks.routes,
    needs.routes,
    needs.helping,
    pulses.routes,
    reviews.routes,
    briefings.of_units,
    briefings.routes,
    plans.routes,
    templates.routes,
    plan_parts.values,
    plan_parts.methods,
    plan_parts.obstacles,
    plan_voices.participants,
    plan_voices.suggestions,
    plan_voices.requests,
    plan_voices.writers,
    plan_editions.routes,
    plan_editions.voices,
    plan_editions.shares,
    plan_reports.routes,
    measures.kpis,
    glance.routes,
    tickets.routes,
    measures.routes,
    benchmarks.routes,
    typed_values.routes,
    comparisons.routes,
    measure_cuts.routes,
    desk_numbers.routes,
    disputes.routes,
    patterns.routes,
    accounts.accounts,
    accounts.queues,
    accounts.of_queues,
    schedules.routes,
    imports.routes,
    connections.routes,
    connections.readings,
    jobs.routes,
    outbox.routes,
    tokens.routes,
    webhooks.routes,
)
TOKEN = re.compile(r"tp_[0-9a-z]{13}_[0-9A-Za-z_-]{43}")


class Interface(NinjaAPI):
    """Ninja's interface, with every error as a problem and a complete OpenAPI."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._schemas: dict[str, Any] = {}

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found = [*super()._get_urls(), path("<path:rest>", nothing)]
        for pattern in found:
            if isinstance(pattern, URLPattern):
                pattern.callback = guarded(pattern.callback)
        return found

    def get_openapi_schema(self, **places: Any) -> Any:
        """Return the OpenAPI with what ninja leaves out; made once, for anybody may ask for it.

        One without the beginning of the addresses is another one.
        """
        prefix = str(places.get("path_prefix"))
        if prefix not in self._schemas:
            made = super().get_openapi_schema(**places)
            openapi.complete(made)
            self._schemas[prefix] = made
        return self._schemas[prefix]


def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001 - the address
    """Answer for an address that there is not."""
    return errors.not_there().response()


def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return a view that refuses tokens in addresses, and says 405 as a problem."""

    def run(request: HttpRequest, *args: Any, **params: Any) -> HttpResponseBase:
        if TOKEN.search(request.get_full_path()):
            why = _(
                "An address is written into logs: this token is not secret any more. Revoke it."
            )
            return Refusal(HTTPStatus.BAD_REQUEST, "token-in-address", why).response()
        answer = view(request, *args, **params)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        why = _("This address does not know {method}.", method=request.method)
        allowed = {"Allow": answer.headers["Allow"]}
        refusal = Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "wrong-method", why, headers=allowed)
        return refusal.response()

    run.csrf_exempt = True  # type: ignore[attr-defined]  # a session's token is asked for in auth
    return run


api = Interface(
    title="Trigpoint",
    version="1",
    description="Goals, the measures under them, and the people who carry them.",
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
)
errors.install(api)
for router in ROUTERS:
    api.add_router("", router)

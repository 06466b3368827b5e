"""The reference page of the KPI catalogue, made from the definitions themselves."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Choice, Definition, Named, Parameter
from trigpoint.tickets.vendors import PAGES, elsewhere

INTERVALS = {
    "quantile": "value interpolated between neighbours (type 7); 95 % interval by ranks; with"
    " `quantile=mean` the average, 95 % interval by Hall's transformation",
    "share": "share of those that count; 95 % interval by Wilson",
    "mean": "mean of counts; 95 % score interval with the spread of the data",
    "count": "a count of all there was: exact, its range is itself",
    "sum": "what came less what went: exact, its range is itself",
    "ratio": "one sum over another, both of all there was: exact, its range is itself",
    "pooled": "share of two counts that come ready, pooled; 95 % interval by Wilson",
    "nps": "points; 95 % adjusted Wald interval",
}


def markdown() -> str:
    """Return docs/reference/kpis.md."""
    return "\n".join([_HEAD, *(line for d in catalogue().values() for line in _section(d))])


def _section(definition: Definition) -> Iterator[str]:
    yield f"## {definition.words.title}\n"
    yield f"{definition.words.meaning}\n"
    yield "| | |\n|---|---|"
    yield f"| key, version | `{definition.key}`, {definition.version} |"
    yield f"| unit, better when | {definition.unit}, {_better(definition)} |"
    yield f"| statistic | {INTERVALS[definition.statistic]} |"
    yield f"| clock | {definition.clock} |"
    yield f"| population | {definition.population} |"
    yield f"| dated | {definition.date} |"
    yield f"| owner | {definition.owner} |"
    yield f"| too few below | {definition.minimum} |"
    for name, parameter in definition.parameters.items():
        yield f"| setting `{name}` | {_allowed(parameter)} |"
    yield "\nBeware:\n"
    yield from (f"- {pitfall}" for pitfall in definition.words.pitfalls)
    yield from _elsewhere(definition.key)
    yield ""


def _elsewhere(key: str) -> Iterator[str]:
    found = elsewhere(key)
    if found:
        yield "\nUnder the same name elsewhere:\n"
    for one in found:
        settings = (f"`{name}={value}`" for name, value in one.params.items())
        near = ", ".join([*([f"`{one.kpi}`"] if one.kpi else []), *settings])
        left = ", ".join(f"`{name}`" for name in one.leaves)
        yield (
            f"- [{one.desk}]({PAGES[one.desk]}): {one.differs}"
            + (f" Nearest: {near}." if near else "")
            + (f" As the measure has it: {left}." if left else "")
        )


def _better(definition: Definition) -> str:
    return "higher" if definition.direction == "raise" else "lower"


def _allowed(parameter: Parameter) -> str:
    if isinstance(parameter, Choice):
        return ", ".join(f"`{option}`" for option in parameter.options) + " (the first is usual)"
    if isinstance(parameter, Named):
        return "the id of a measure"
    return f"{parameter.least} to {parameter.most}; usually {parameter.default}"


_HEAD = """# KPIs

Made from the definitions in `src/trigpoint/tickets/kpis` and their words; a test holds this page
to them. All of them leave out what is marked as spam, deleted, merged into another ticket, or
opened by an agent towards a customer, and all are cut by unit, employer, person, queue, channel,
priority, language, site, tag or custom field, by day, week or month of the organisation's zone.
Language and site are of the ticket, as they are now; calls and numbers of a time have their own.
"""

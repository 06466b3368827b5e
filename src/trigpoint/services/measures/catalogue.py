"""The catalogue of KPIs as pages and the API show it, and measures in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.core.graph import guard
from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.catalogue import catalogue, definition
from trigpoint.tickets.definition import Definition, Parameter, ParameterError, Span
from trigpoint.tickets.ratio import RATIOS
from trigpoint.tickets.reasons import BESIDE
from trigpoint.tickets.vendors import Elsewhere, elsewhere


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of a KPI: one of some words, or a whole number within bounds."""

    name: str
    default: str | int
    options: tuple[str, ...]
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class KPI:
    """A KPI in words. `unit` is that of its values, `direction` the one that is better.

    `missing` says which tickets or surveys have no value, and are counted beside the figure;
    `elsewhere` what help desks count under the same name.
    """

    key: str
    version: int
    title: Text
    meaning: Text
    pitfalls: tuple[Text, ...]
    unit: str
    direction: str
    statistic: str
    clock: str
    population: str
    date: str
    owner: str
    minimum: int
    missing: tuple[Text, ...]
    settings: tuple[Setting, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class MeasureRef:
    """A measure in short: enough to write its figures with their unit."""

    id: str
    title: str
    kpi: str
    unit: str
    direction: str
    statistic: str
    params: Mapping[str, str | int]
    scope: str


def kpis() -> list[KPI]:
    """Return the whole catalogue, by key."""
    return [kpi_view(found) for found in catalogue().values()]


def kpi(key: str, version: int | None = None) -> KPI:
    """Return one KPI, in its newest version unless another is asked for.

    Raises:
        Invalid: where the catalogue has none of that key.
    """
    try:
        return kpi_view(definition(key, version))
    except ParameterError as error:
        raise Invalid({"kpi": error.text}) from error


def kpi_view(found: Definition) -> KPI:
    """Return what a page says of a definition."""
    return KPI(
        key=found.key,
        version=found.version,
        title=found.words.title,
        meaning=found.words.meaning,
        pitfalls=found.words.pitfalls,
        unit=found.unit,
        direction=found.direction,
        statistic=found.statistic.value,
        clock=found.clock,
        population=found.population,
        date=found.date,
        owner=found.owner,
        minimum=found.minimum,
        missing=tuple(BESIDE[reason] for reason in found.missing),
        settings=tuple(setting(name, p) for name, p in found.parameters.items()),
        elsewhere=elsewhere(found.key),
    )


def setting(name: str, found: Parameter) -> Setting:
    """Return a setting of a KPI as a page shows it."""
    options = getattr(found, "options", ())
    least, most = (found.least, found.most) if isinstance(found, Span) else (None, None)
    return Setting(name, found.default, options, least, most)


def ratios() -> list[KPI]:
    """Return what measures of two others are made of, beside the catalogue."""
    return [kpi_view(found) for found in RATIOS.values()]


def by_hand() -> list[KPI]:
    """Return what measures whose values are typed in can be, beside the catalogue."""
    return [kpi_view(found) for found in BY_HAND.values()]


def settled(
    key: str, params: Mapping[str, str | int], version: int | None = None
) -> dict[str, str | int]:
    """Return every setting's value for a KPI.

    Raises:
        Invalid: for a KPI, a setting or a value that there is not.
    """
    try:
        return definition(key, version).settled(params)
    except ParameterError as error:
        raise Invalid({"params": error.text}) from error


def settles(measure: Measure) -> int:
    """Return how many days after a stretch its figure may still change as tickets come back."""
    return definition(measure.kpi, measure.kpi_version).settles(measure.params)


def beside(measure: Measure) -> tuple[Text, ...]:
    """Return what those have in common that a measure counts beside its figure."""
    clock_stops = measure.params.get("hours") == "business"
    return tuple(
        BESIDE[reason]
        for reason in definition(measure.kpi, measure.kpi_version).missing
        if reason != "no_hours" or clock_stops
    )


def higher_is_better(key: str) -> bool:
    """Whether a rise of the KPI is good."""
    return definition(key).direction == "raise"


def is_fast(key: str) -> bool:
    """Whether a KPI presses for speed or volume, so that its target asks for a guard."""
    return guard.is_fast(key, definition(key).unit)


def reference(measure: Measure) -> MeasureRef:
    """Return a measure in short."""
    found = definition(measure.kpi, measure.kpi_version)
    return MeasureRef(
        id=measure.public_id,
        title=measure.title,
        kpi=measure.kpi,
        unit=found.unit,
        direction=found.direction,
        statistic=found.statistic.value,
        params=measure.params,
        scope=measure.scope,
    )


def newer(measure: Measure) -> int | None:
    """Return the newest version of a measure's definition, None where it is counted by that."""
    newest = definition(measure.kpi).version
    return newest if newest > measure.kpi_version else None


def default_title(key: str, params: Mapping[str, str | int]) -> Text:
    """Return what a measure of the KPI is called where nobody has named it."""
    title = definition(key).words.title
    match params.get("quantile"):
        case "median":
            return _("{title}, half of them within", title=title)
        case "p90":
            return _("{title}, 9 in 10 within", title=title)
        case "mean":
            return _("{title}, on average", title=title)
        case _:
            return title

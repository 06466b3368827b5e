"""What a lead reads: every result of these statistics in plain sentences, without a p-value."""

from __future__ import annotations

from trigpoint.core.stats.alerts import Alarm, Sort, Watch
from trigpoint.core.stats.attainability import Band, Chance, FanWeek, Rung
from trigpoint.core.stats.comparison import Standing
from trigpoint.core.stats.conflict import Conflict
from trigpoint.core.stats.effect import Effect, Method, Stage
from trigpoint.core.stats.history import Scale
from trigpoint.core.stats.links import Evidence
from trigpoint.core.stats.season import Phased
from trigpoint.core.stats.units import Units
from trigpoint.core.text import Text, _, ngettext

LEAST_SHOWN = 0.02
WEAK = 0.3
STRONG = 0.5
DOUBTFUL_PLACEBOS = 0.2
TOO_WIDE = 4.0
"""Where the high end of a range is more than four times the low one, the range says nothing."""


def chance(found: Chance) -> Text:
    """Say the chance; a word alone where history is thin, never under 2 or over 98 in 100."""
    if found.thin:
        return _(
            "{word}. Too little history for a number: {weeks} weeks.",
            word=band(found.band),
            weeks=found.weeks_known,
        )
    if found.chance < LEAST_SHOWN:
        return _("Less than 2 in 100, from how it moved in {weeks} weeks.", weeks=found.weeks_known)
    if found.chance > 1 - LEAST_SHOWN:
        return _(
            "More than 98 in 100, from how it moved in {weeks} weeks.", weeks=found.weeks_known
        )
    return _(
        "About {hundredths} in 100, from how it moved in {weeks} weeks.",
        hundredths=round(100 * found.chance),
        weeks=found.weeks_known,
    )


def band(found: Band) -> Text:
    """Say the word for a chance."""
    return {
        Band.LIKELY: _("Likely"),
        Band.TOSS_UP: _("Could go either way"),
        Band.UNLIKELY: _("Unlikely"),
    }[found]


def reason(found: Chance, units: Units) -> Text:
    """Say the main reason of a chance: the way to go against the usual way in that time."""
    usual = units.size(found.usual)
    if found.needed == 0:
        return _(
            "Met today; the usual change in {weeks} weeks is {usual}, either way.",
            weeks=found.weeks_ahead,
            usual=usual,
        )
    return _(
        "Needs {needed}; the usual change in {weeks} weeks is {usual}, either way.",
        needed=units.change(found.needed),
        weeks=found.weeks_ahead,
        usual=usual,
    )


def likely(low: float, high: float, units: Units) -> Text:
    """Say an interval alone: where a figure likely lies."""
    return _("Likely between {low} and {high}.", low=units.value(low), high=units.value(high))


def fan(week: FanWeek, units: Units) -> Text:
    """Say one week of the fan."""
    return ngettext(
        "In {count} week, 8 in 10 end between {low} and {high}.",
        "In {count} weeks, 8 in 10 end between {low} and {high}.",
        week.weeks,
        low=units.value(week.low),
        high=units.value(week.high),
    )


def rung(found: Rung, units: Units) -> Text:
    """Say a proposed step."""
    return _(
        "{target}: reached about {hundredths} times in 100.",
        target=units.value(found.target),
        hundredths=round(100 * found.chance),
    )


def watched(found: Watch, units: Units) -> Text:
    """Say whether something really changed, and how often such a call is false."""
    if found.alarm is None:
        return _("Nothing beyond the usual ups and downs.")
    said = _alarm(found.alarm, units)
    if found.provisional:
        return _("{said} Provisional: too little history to alert anyone.", said=said)
    often = 7 if found.baseline >= 104 else 14
    return _(
        "{said} False alarms of this kind: at most {often} in 100 measures and years.",
        said=said,
        often=often,
    )


def _alarm(found: Alarm, units: Units) -> Text:
    seen, expected = units.value(found.seen), units.value(found.expected)
    if found.sort is Sort.WEEK:
        return _(
            "One week far out: {seen}, where {expected} was usual.", seen=seen, expected=expected
        )
    return ngettext(
        "Changed for {count} week: {seen}, where {expected} was usual.",
        "Changed for {count} weeks: {seen}, where {expected} was usual.",
        found.week - found.since + 1,
        seen=seen,
        expected=expected,
    )


def link(found: Evidence, cause: object, effect: object) -> Text:
    """Say what the weeks show of a link, with the names of both measures."""
    if not found.supported and found.reversed:
        return _(
            "It seems to run the other way: {effect} moves before {cause}.",
            effect=effect,
            cause=cause,
        )
    if not found.supported:
        return _(
            "Data do not show this link ({weeks} weeks). A weak one would usually be missed.",
            weeks=found.weeks,
        )
    said = (_same_way if found.sign > 0 else _other_way)(found.lag, cause, effect)
    if found.strength < WEAK:
        return _("{said} A weak association, not proof: something else may drive both.", said=said)
    if found.strength < STRONG:
        return _("{said} A clear association, not proof: something else may drive both.", said=said)
    return _("{said} A strong association, not proof: something else may drive both.", said=said)


def _same_way(lag: int, cause: object, effect: object) -> Text:
    return ngettext(
        "{effect} tends to rise {count} week after {cause} rises.",
        "{effect} tends to rise {count} weeks after {cause} rises.",
        lag,
        cause=cause,
        effect=effect,
    )


def _other_way(lag: int, cause: object, effect: object) -> Text:
    return ngettext(
        "{effect} tends to fall {count} week after {cause} rises.",
        "{effect} tends to fall {count} weeks after {cause} rises.",
        lag,
        cause=cause,
        effect=effect,
    )


def stage(found: Stage, judged: Effect, units: Units) -> Text:
    """Say the effect up to one point in time, against what would have happened anyway."""
    show = _share if _by_shares(judged) else units.change
    if not found.clear and says_nothing(found, judged):
        return _("After {months} months: the weeks differ too much to tell.", months=found.months)
    if not found.clear:
        return _(
            "After {months} months: no clear change (between {low} and {high}), against what would "
            "have happened anyway.",
            months=found.months,
            low=show(found.low),
            high=show(found.high),
        )
    return _(
        "After {months} months: {middle} (likely between {low} and {high}), against what would "
        "have happened anyway.",
        months=found.months,
        middle=show(found.middle),
        low=show(found.low),
        high=show(found.high),
    )


def headline(found: Stage, judged: Effect, units: Units, name: object) -> Text:
    """Say the effect as news: what fell or rose, by how much, since when, against what."""
    show = _size if _by_shares(judged) else units.size
    if not found.clear and says_nothing(found, judged):
        return _(
            "{name}: the weeks differ too much to tell what changed {when}.",
            name=name,
            when=_span(found.months),
        )
    if not found.clear:
        signed_ = _share if _by_shares(judged) else units.change
        return _(
            "{name}: no clear change {when} (likely between {low} and {high}).",
            name=name,
            when=_span(found.months),
            low=signed_(found.low),
            high=signed_(found.high),
        )
    least, most = sorted((found.low, found.high), key=abs)
    parts = {
        "name": name,
        "size": show(found.middle),
        "low": show(least),
        "high": show(most),
        "when": _span(found.months),
    }
    if found.middle < 0:
        return _(
            "{name} fell {size} (likely between {low} and {high}) {when}.",
            **parts,
        )
    return _(
        "{name} rose {size} (likely between {low} and {high}) {when}.",
        **parts,
    )


def says_nothing(found: Stage, judged: Effect) -> bool:
    """Whether the range of an effect in shares is too wide to say anything."""
    return _by_shares(judged) and 1 + found.high > TOO_WIDE * (1 + found.low)


def _by_shares(judged: Effect) -> bool:
    return judged.scale in (Scale.COUNT, Scale.DURATION)


def _span(months: int) -> Text:
    return {
        3: _("in the 3 months since"),
        6: _("in months 4 to 6 since"),
        12: _("in months 7 to 12 since"),
    }[months]


def others(found: Stage, judged: Effect, units: Units) -> Text:
    """Say what those did meanwhile with whom it is compared."""
    show = _size if _by_shares(judged) else units.size
    if not found.clear:
        return _("Similar teams did not clearly change.")
    if found.middle < 0:
        return _("Similar teams fell {size}.", size=show(found.middle))
    return _("Similar teams rose {size}.", size=show(found.middle))


def lasting(found: Effect) -> Text:
    """Say whether the effect lasted, once there is more than one stage."""
    first, last = found.stages[0], found.stages[-1]
    if len(found.stages) == 1:
        return _("Too early to say whether it lasts; said again after 6 and 12 months.")
    if not first.clear:
        return _("There was no clear effect in the first 3 months.")
    if last.clear and last.middle * first.middle > 0:
        return _("It lasted: still clear after {months} months.", months=last.months)
    return _("Not clear any more after {months} months.", months=last.months)


def trust(found: Effect) -> Text:
    """Say how the effect was judged, and whether the same look finds changes in quiet weeks."""
    placebo = found.placebo
    if placebo.tried and placebo.found > DOUBTFUL_PLACEBOS * placebo.tried:
        return _(
            "Do not rely on it: the same look found a change in {found} of {tried} quiet weeks.",
            found=placebo.found,
            tried=placebo.tried,
        )
    if found.method is Method.COMPARISON:
        return _("Judged against others who did not change.")
    return _("Judged against its own past; nobody was left out to compare with.")


def standing(found: Standing) -> Text:
    """Say how one person or team stands beside the others: never a rank."""
    if not found.different:
        return ngettext(
            "Not distinguishable from the team on similar tickets ({count} ticket).",
            "Not distinguishable from the team on similar tickets ({count} tickets).",
            found.n,
        )
    if found.observed > found.expected:
        return ngettext(
            "Different: higher than the team on similar tickets ({count} ticket).",
            "Different: higher than the team on similar tickets ({count} tickets).",
            found.n,
        )
    return ngettext(
        "Different: lower than the team on similar tickets ({count} ticket).",
        "Different: lower than the team on similar tickets ({count} tickets).",
        found.n,
    )


def conflict(found: Conflict, one: object, other: object) -> Text:
    """Say whether two measures pull against each other."""
    if found.found:
        return _(
            "When {one} gets better, {other} tends to get worse in the same week.",
            one=one,
            other=other,
        )
    return _("No sign that they pull against each other ({weeks} weeks).", weeks=found.weeks)


def growth(found: Phased, scale: Scale, units: Units) -> Text:
    """Say last year's level and growth, beside which a target is set."""
    year = units.value(found.last_year)
    if found.grew is None:
        return _("Last year's mean: {year}. Growth is known after two years.", year=year)
    show = _share if scale in (Scale.COUNT, Scale.DURATION) else units.change
    return _(
        "Last year's mean: {year}, {grew} on the year before.", year=year, grew=show(found.grew)
    )


def _share(share: float) -> Text:
    return _("{percent} %", percent=f"{round(100 * share):+}")


def _size(share: float) -> Text:
    return _("{percent} %", percent=round(100 * abs(share)))

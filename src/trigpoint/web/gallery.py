"""Every component with made-up content on one page, to look at while writing style or markup.

Served under /-/gallery in development alone. The tests of the components draw the same samples.
"""

from __future__ import annotations

from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trigpoint.pictures.line_chart import LineChart, Note, Point, TargetStep, line_chart
from trigpoint.pictures.range_bar import RangeBar, range_bar
from trigpoint.web import components as c
from trigpoint.web import formats

WEEK = 7 * 86400
MINE = "measure"


class SampleForm(forms.Form):
    """A form with a hint, an error and an optional field."""

    title = forms.CharField(label="What is to be reached?", help_text="A few words.")
    why = forms.CharField(label="Why?", widget=forms.Textarea)
    due = forms.DateField(label="By when?", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="Whose tickets?", choices=[("a", "Mine"), ("b", "My team\u2019s")]
    )
    note = forms.CharField(label="Anything else?", required=False)


def tickets(count: int) -> c.Link:
    """Return a way to that many tickets."""
    return c.Link(formats.tickets(count), "#tickets")


def share_figure() -> c.Figure:
    """Return a share that too few cases decide."""
    return c.Figure(
        value="76%",
        low="63",
        high="85%",
        as_of="today 07:40",
        source=c.Link("58 claims", "#tickets"),
        counts="44 of 58 claims",
        definition="#definition",
        measure=MINE,
    )


def count_figure() -> c.Figure:
    """Return a count, whose range speaks of its end."""
    return c.Figure(
        value="96 of 285",
        low="250",
        high="300",
        as_of="today 07:40",
        source=tickets(96),
        about="end",
        by="31 Dec",
    )


def team_figure(value: str, low: str, high: str, count: int) -> c.Figure:
    """Return a figure of a team."""
    return c.Figure(value=value, low=low, high=high, as_of="today 07:40", source=tickets(count))


def my_line() -> c.GoalLine:
    """Return my own goal."""
    return c.GoalLine(
        title="Solve 8 in 10 carrier claims without a hand-off",
        href="#mine",
        level="My goal, until 31 December 2026",
        figure=share_figure(),
        target="80% or more",
        chip=c.Chip("open"),
    )


def my_bar() -> str:
    """Return the range bar of my goal."""
    return range_bar(
        RangeBar(
            axis_low=0.5,
            axis_high=1.0,
            value=0.76,
            low=0.63,
            high=0.85,
            goal=0.8,
            wanted="above",
            axis_low_label="50%",
            axis_high_label="100%",
            goal_label="Goal: 80% or more",
        )
    )


def my_card() -> c.GoalCard:
    """Return my own goal as a card."""
    return c.GoalCard(
        line=my_line(),
        bar=my_bar(),
        sentence="The goal lies inside that range, so 58 claims cannot tell yet.",
        period="1 Oct to Sun 22 Nov",
        next=c.NextStep(
            "Ask Lena to sit in on your next damaged-parcel claim:",
            c.Link("Ask Lena", "#ask"),
            c.Link("9 of your 14 hand-offs were damaged parcels.", "#handoffs"),
            c.Link("Something else", "#other"),
        ),
    )


def rise(sentence: str, evidence: str, line: c.GoalLine) -> c.Rise:
    """Return one step of the line of sight."""
    return c.Rise(c.Why(sentence, "measured", evidence, "#evidence"), line)


def sight() -> c.LineOfSight:
    """Return a line of sight of three goals."""
    return c.LineOfSight(
        above=(
            rise(
                "Carrier claims make 1 in 4 of the team\u2019s transfers: 612 of 2,487.",
                "measured, 4,012 tickets",
                c.GoalLine(
                    "Right person, first touch",
                    "#1",
                    "Orders & delivery · Tuan Nguyen",
                    team_figure("0.62 transfers per ticket", "0.60", "0.64", 4012),
                    "0.35 or less",
                    c.Chip("at_risk"),
                    remark="Tuan says at risk. The numbers say off track.",
                ),
            ),
            rise(
                "Tickets passed on are rarely solved at once, and this team takes 41% of all.",
                "measured, 9,785 tickets",
                c.GoalLine(
                    "Resolved the first time",
                    "#2",
                    "Front line · Jo Silva",
                    team_figure("74.0%", "73.1", "74.9%", 9785),
                    "80% or more",
                    c.Chip("at_risk"),
                ),
            ),
            rise(
                "Customers solved at the first contact leave less often: 6.1% against 14.2%.",
                "measured, 4,212 customers",
                c.GoalLine(
                    "Keep the customers we win",
                    "#3",
                    "Northwind Care · Mira Rossi",
                    team_figure("91.8% stay", "90.9", "92.6%", 4212),
                    "94% or more",
                    c.Chip("at_risk"),
                ),
            ),
        ),
        vision="The support team people tell their friends about.",
        vision_why=c.Why(
            "People recommend a service they stay with.", "opinion", "opinion, Mira Rossi"
        ),
    )


def others() -> list[c.GoalLine]:
    """Return my other goals."""
    return [
        c.GoalLine(
            "A first reply the same day",
            "#4",
            "",
            team_figure("1 h 37 min", "1 h 22 min", "1 h 51 min", 212),
            "2 h or less",
            c.Chip("on_track"),
            carries="Answer first, and answer well",
        ),
        c.GoalLine(
            "Close 285 old delivery tickets",
            "#5",
            "",
            count_figure(),
            "285 by 31 Dec",
            c.Chip("open"),
            carries="Close 1,200 old delivery tickets before peak",
        ),
        c.GoalLine(
            "Work in Escalations by summer",
            "#6",
            "My own wish. Nobody else sees it until I share it.",
            None,
            "",
            c.Chip("private"),
        ),
    ]


def check_in() -> c.CheckIn:
    """Return a check-in that the number does not decide."""
    return c.CheckIn(
        action="#checkin",
        goal=my_line(),
        help_label="I would like help. Put it on our 1:1 on Wednesday.",
        goes_to="Tuan",
    )


def asked() -> c.Ask:
    """Return a proposed goal."""
    return c.Ask(
        action="#answer",
        from_whom="Tuan",
        title="Give every claim the carrier\u2019s answer date",
        terms="9 in 10 claims by 31 January 2027. Now 61%, likely between 48 and 73%, to 22 Nov.",
        why=c.Why(
            "Customers without a date write again: 2.1 contacts against 1.3.",
            "measured",
            "measured, 212 claims",
        ),
        counter_href="#counter",
    )


def my_ladder() -> c.Ladder:
    """Return a ladder with two steps reached."""
    return c.Ladder(
        "My ladder: carrier claims",
        (
            c.LadderStep("6 in 10 solved alone", "reached", "Reached 12 Sep", 1),
            c.LadderStep("7 in 10 solved alone", "reached", "Reached 24 Oct", 2),
            c.LadderStep(
                "8 in 10 solved alone",
                "next",
                "Next step",
                3,
                "For 4 weeks with 20 claims or more. Chance of getting there by 31 Dec: "
                "about 1 in 4.",
                c.Link("Why", "#why"),
            ),
            c.LadderStep("Coach a colleague up to step 2", "later", "After that", 4),
        ),
        "Only you and Tuan see this.",
    )


SHARES = (
    71, 70.6, 71.4, 71, 71.6, 71.5, None, 67.5, 70.4, 71.8, 72, 72.8, 73.5, 73.8, 74.2, 74.3,
)  # fmt: skip
"""Sixteen weeks in percent, with a gap."""


def weekly_chart() -> c.Chart:
    """Return a chart of sixteen weeks with a gap, targets, a note and an open week."""
    points = [
        Point(
            at=i * WEEK,
            value=share / 100 if share else None,
            low=(share - 2.5) / 100 if share else None,
            high=(share + 2.5) / 100 if share else None,
            n=1200 + 40 * (i % 5),
            label=f"{1 + i} Jul",
            says=f"Week of {1 + i} Jul: {share}%, likely between {share - 2.5:.1f} and "
            f"{share + 2.5:.1f}%, 1,204 tickets"
            if share
            else "",
            href=f"?point={i}",
            current=i == 14,
        )
        for i, share in enumerate(SHARES)
    ]
    chart = LineChart(
        name="Resolved at first contact, week by week",
        points=points,
        show=formats.percent,
        targets=(
            TargetStep(0, 5 * WEEK, 0.73, "until 30 Sep: 73%"),
            TargetStep(5 * WEEK, 15 * WEEK, 0.76, "until 31 Dec: 76%"),
        ),
        notes=(Note(7 * WEEK, "A"),),
        end_labels=("74.3%", "71.8 to 76.8%"),
        n_label="1,200 to 1,360",
        open_from=15 * WEEK,
        floor=0,
        ceiling=1,
    )
    return c.Chart(
        svg=line_chart(chart),
        title=chart.name,
        columns=(c.Column("Week"), c.Column("Resolved", end=True), c.Column("Tickets", end=True)),
        rows=[
            c.ChartRow(
                (p.label, formats.percent(p.value, 1) if p.value else "\u2013", str(p.n)), p.href
            )
            for p in points
        ],
        key=(("", "Likely range (95 in 100)"), ("line", "Resolved"), ("goal", "Goal")),
        notes=("A  3 Sep, outage of the carrier interface, 2 days",),
    )


def samples() -> SimpleNamespace:
    """Return all samples by name."""
    form = SampleForm({"title": "", "why": "Because", "due": "31.31.2026", "kind": "a"})
    form.is_valid()
    return SimpleNamespace(
        chips=[c.Chip(status) for status in c.STATUSES],
        figures=[
            share_figure(),
            count_figure(),
            c.NoFigure("Fewer than 20 tickets: no figure yet.", "today 07:40", tickets(12)),
        ],
        card=my_card(),
        sight=sight(),
        others=others(),
        checkin=check_in(),
        ask=asked(),
        ladder=my_ladder(),
        chart=weekly_chart(),
        form=form,
        marks=[
            c.StepMark("File", 1, "done"),
            c.StepMark("Columns", 2, "now"),
            c.StepMark("Look it over", 3, "later"),
        ],
        progress=c.Progress("Bringing in tickets", 12_000, 18_412, "12,000 of 18,412 rows"),
        pills=[
            c.Pill("All", "?", count=60),
            c.Pill("At risk", "?status=at_risk", on=True, count=4),
        ],
        pager=c.Pager("51 to 100 of 2,000", "?page=1", "?page=3"),
        banners=[
            c.Banner("old", "The help desk has said nothing since 2 Nov. These figures are old."),
            c.Banner("off_track", "The last import failed.", c.Link("See why", "#")),
        ],
        nothing=[
            c.Nothing(
                "No goals yet",
                "Write the first one, or bring goals from a file.",
                c.Link("Write a goal", "#"),
            )
        ],
    )


def frame() -> c.Shell:
    """Return the frame of a made-up person."""
    link = c.RailLink
    return c.Shell(
        organisation="Northwind Care",
        about_me=(MINE,),
        me=c.PersonMark("Ana Costa", "Orders & delivery", "#me"),
        work=(link("Home", "/", "home"), link("Check-ins", "#", "check", 1)),
        goals=(link("All goals", "#", "goals"), link("Measures", "#", "measures")),
        teams=(link("Orders & delivery", "#", "t1"), link("Billing", "#", "t2")),
        settings=(link("Settings", "#", "settings"),),
        tabs=(
            link("Home", "/", "home"),
            link("Check-in", "#", "check"),
            link("Goals", "#", "flag"),
            link("Measures", "#", "chart"),
        ),
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; `?page=home` shows them as Home."""
    shown = samples()
    context: dict[str, object] = {"shell": frame(), "section": "home", "samples": shown}
    if request.GET.get("page") == "home":
        context["page"] = SimpleNamespace(
            greeting="Good morning, Ana. Each goal carries the next, and the sentence says how.",
            checkin=shown.checkin,
            card=shown.card,
            sight=shown.sight,
            others=shown.others,
            asks=[shown.ask],
            ladder=shown.ladder,
            mine=True,
        )
        return render(request, "pages/home.html", context)
    return render(request, "pages/gallery.html", context)

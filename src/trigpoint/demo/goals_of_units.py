"""The goals of the organisation, its departments and its teams."""

from __future__ import annotations

from trigpoint.demo.plan import VISION, Aim, Goal, Link, Thing, Want
from trigpoint.demo.timeline import TRAINING_WEEK

FCR, CSAT, NPS = "first_contact_resolution", "csat", "nps"
TRANSFERS, REOPENS, RESOLUTION = "transfers", "reopen_rate", "full_resolution_time"
REPLY, SLA = "first_reply_time", "sla_attainment"

ORGANISATION = (
    Goal(
        "keep",
        "Keep the customers we win",
        "northwind",
        "Winning a customer costs five times what keeping one costs, and the ones who leave "
        "say it is because they had to ask twice.",
        (Link(VISION, "People recommend a service they stay with."),),
        (Aim(NPS, Want.ON_TRACK, weeks=12, weight=2),),
    ),
    Goal(
        "effort",
        "Less effort for customers",
        "northwind",
        "Nobody tells a friend about a company that made them work for an answer.",
        (Link(VISION, "Easy is what people remember and repeat."),),
        (Aim(CSAT, Want.ON_TRACK, weeks=12), Aim(RESOLUTION, Want.ON_TRACK, statistic="p90")),
    ),
    Goal(
        "stay",
        "Be a place where good people stay",
        "northwind",
        "Somebody who has been here a year solves in one reply what takes a newcomer two.",
        (Link(VISION, "Friends hear from our people too, not only from our customers."),),
        things=(
            Thing("Every team has its own training plan", TRAINING_WEEK - 1),
            Thing("Part-time is offered in every team"),
        ),
    ),
)
DEPARTMENTS = (
    Goal(
        "first-time",
        "Resolved the first time",
        "front-line",
        "Coming back is the complaint we hear most, and the one our people mind most.",
        (
            Link(
                "keep",
                "Customers solved at the first contact give us better marks and come back "
                "less often.",
                3,
                "measured",
                "satisfaction surveys of 18 months",
            ),
            Link("effort", "One contact is less work than two.", 1),
        ),
        (Aim(FCR, Want.ON_TRACK, weight=3), Aim(REOPENS, Want.ON_TRACK, weight=1)),
        how="Send each ticket to the right person, train on refunds, and fix causes.",
    ),
    Goal(
        "trusted",
        "Trusted in the hard moments",
        "specialists",
        "A customer whose worst day went well becomes our loudest friend.",
        (Link("keep", "Escalated customers leave three times as often.", 1),),
        (Aim(RESOLUTION, Want.OFF_TRACK, statistic="median"),),
    ),
    Goal(
        "before-ask",
        "Tell people before they ask",
        "specialists",
        "The best ticket is the one nobody had to write.",
        (Link("effort", "What the page says, nobody needs to ask."),),
        things=(Thing("Delay notices go out by themselves"), Thing("The parcel page says why")),
    ),
    Goal(
        "numbers",
        "Everybody can see their own numbers",
        "operations",
        "People carry what they understand, and dread what is only talked about upstairs.",
        (Link("stay", "Those who see what their work does stay longer."),),
        things=(Thing("All queues are connected", TRAINING_WEEK),),
    ),
    Goal(
        "hiring",
        "Ready before the winter peak",
        "operations",
        "Last winter we hired six weeks too late, and 300 tickets a week waited.",
        (Link("first-time", "Tired people pass tickets on."),),
        things=(
            Thing("Nine people start in spring", TRAINING_WEEK - 10),
            Thing("Shifts for December are agreed", TRAINING_WEEK + 8),
        ),
        state="achieved",
        earlier=True,
    ),
)
TEAMS = (
    Goal(
        "right-person",
        "Right person, first touch",
        "orders",
        "Every hand-over is a customer telling their story again.",
        (
            Link(
                "first-time",
                "Tickets that are passed on are never solved at once, and this team "
                "takes a third of all.",
                2,
                "measured",
                "tickets of the last 26 weeks",
            ),
            Link("effort", "Nobody has to tell it twice.", 1),
        ),
        (Aim(TRANSFERS, Want.ON_TRACK, weight=3, guard=REOPENS),),
        how="Route by what the customer chose in the form, not by guess; claims have their people.",
    ),
    Goal(
        "answer-first",
        "Answer first, and answer well",
        "orders",
        "Silence is what makes people write a second time.",
        (Link("effort", "A first answer within hours ends the waiting.", 1),),
        (
            Aim(REPLY, Want.ON_TRACK, statistic="median"),
            Aim(RESOLUTION, Want.HELD, statistic="median", guard=TRANSFERS),
        ),
    ),
    Goal(
        "causes",
        "Fix causes, not tickets",
        "orders",
        "A cause that is fixed needs no answer.",
        (Link("first-time", "What no longer breaks is not asked about.", 1),),
        things=(Thing("Six causes written up for Product"),),
    ),
    Goal(
        "invoice",
        "One answer per invoice question",
        "billing",
        "An invoice that has to be explained twice is paid late.",
        (
            Link(
                "first-time",
                "A fifth of all tickets are about invoices and refunds.",
                2,
                "measured",
                "tickets of the last 26 weeks",
            ),
        ),
        (Aim(FCR, Want.ON_TRACK, weight=2), Aim(TRANSFERS, Want.OFF_TRACK)),
        how="The refund training, then a colleague listens in twice a week.",
    ),
    Goal(
        "refunds",
        "Refunds decided in the first reply",
        "billing",
        "Who waits for money does not wait patiently.",
        (
            Link("first-time", "Most repeat contacts in Billing ask where the refund is.", 1),
            Link("effort", "A date is better than a promise.", 1),
        ),
        (Aim(RESOLUTION, Want.ON_TRACK, statistic="median"),),
        (Thing("Agents may refund up to 60 euros", TRAINING_WEEK + 4),),
    ),
    Goal(
        "setup",
        "Running by the evening",
        "product",
        "Whoever has it running on the first day rarely leaves in the first year.",
        (Link("first-time", "A set-up in one call is a ticket solved at once.", 2),),
        (Aim(FCR, Want.OFF_TRACK), Aim(REOPENS, Want.ON_TRACK)),
    ),
    Goal(
        "fault-word",
        "A word on every fault, every day",
        "product",
        "People forgive a fault sooner than silence about it.",
        (Link("effort", "Nobody has to ask for news."),),
        (Aim(RESOLUTION, Want.OFF_TRACK, statistic="p90"),),
    ),
    Goal(
        "night-safe",
        "The night is as good as the day",
        "night",
        "A customer does not know what time it is in Lisbon.",
        (Link("first-time", "One ticket in ten comes at night.", 1),),
        (Aim(FCR, Want.ON_TRACK), Aim(TRANSFERS, Want.ON_TRACK)),
    ),
    Goal(
        "one-owner",
        "One owner per escalation",
        "escalations",
        "In a hard moment one name is worth more than one department.",
        (Link("trusted", "A single owner halves the number of replies.", 2),),
        (Aim(TRANSFERS, Want.UNDECIDED),),
    ),
    Goal(
        "call-back",
        "Call back before the day is over",
        "escalations",
        "An angry customer who is called is half won.",
        (Link("trusted", "The first word decides how the rest is heard.", 1),),
        (Aim(REPLY, Want.OFF_TRACK, statistic="median"),),
    ),
    Goal(
        "articles",
        "Help articles worth reading",
        "self-service",
        "An article that helps is an answer at three in the morning.",
        (Link("before-ask", "Each good article saves about thirty tickets a month.", 1),),
        (Aim(FCR, Want.ON_TRACK),),
        (Thing("The twenty most read pages are rewritten"),),
    ),
    Goal(
        "macros",
        "Rewrite the macro library",
        "product",
        "Half of the macros still name a product we no longer sell.",
        state="draft",
    ),
    Goal(
        "winter-old",
        "No order waits over the new year",
        "orders",
        "Last year 400 tickets crossed into January unanswered.",
        (Link("first-time", "Old tickets are asked about again."),),
        (Aim(REOPENS, Want.ON_TRACK),),
        state="missed",
        earlier=True,
    ),
)
UNIT_GOALS = ORGANISATION + DEPARTMENTS + TEAMS

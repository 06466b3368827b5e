"""What people say around their goals: shares, steps, answers, check-ins and thanks."""

from __future__ import annotations

from trigpoint.demo.plan import Answer, CheckIn, Need, Share, Step, Thanks
from trigpoint.demo.timeline import ROUTING_WEEK, TRAINING_WEEK, WEEKS

SHARES = (
    Share("keep", "mira.rossi", "the promise to the board"),
    Share("first-time", "jo.silva", "the rate over all teams"),
    Share("first-time", "sofia.lind", "refunds in Billing"),
    Share("right-person", "tuan.nguyen", "transfers in Orders & delivery"),
    Share("right-person", "escalations", "taking claims over without a second question"),
    Share("trusted", "priya.raman", "the hard moments"),
    Share("articles", "lena.brandt", "what the pages say"),
)
STEPS = (
    Step(
        "right-person",
        "List the reasons for hand-overs",
        "tuan.nguyen",
        ROUTING_WEEK - 4,
        ROUTING_WEEK - 5,
        "Claims and returns make two of three.",
    ),
    Step(
        "right-person",
        "Ask in the form what it is about",
        "dara.kelly",
        ROUTING_WEEK,
        ROUTING_WEEK,
        "Live since Monday morning.",
    ),
    Step("right-person", "Claims have their own people", "tuan.nguyen", WEEKS + 2),
    Step(
        "invoice",
        "Refund training, two half days",
        "kwame.mensah",
        TRAINING_WEEK,
        TRAINING_WEEK,
        "All twelve took part.",
    ),
    Step("invoice", "Listen in twice a week", "sofia.lind", WEEKS + 4),
    Step("first-time", "Refund rights for every agent", "jo.silva", WEEKS + 5),
    Step("ana.costa/right-person", "Sit in with Lena on a damaged parcel", "ana.costa", WEEKS + 1),
    Step(
        "ana.costa/right-person",
        "List the carriers' direct numbers",
        "ana.costa",
        WEEKS - 6,
        WEEKS - 7,
        "Nine carriers, on one page.",
    ),
)
ANSWERS = (
    Answer("right-person", "ana.costa"),
    Answer("right-person", "ben.okafor"),
    Answer("right-person", "chloe.martin"),
    Answer("right-person", "dev.patel"),
    Answer(
        "right-person",
        "emre.kaya",
        "concern",
        "I work three days. What I begin on Wednesday others must finish; count that fairly.",
    ),
    Answer("right-person", "noor.aziz"),
    Answer("right-person", "farah.haddad", ""),
    Answer("answer-first", "ana.costa", ""),
    Answer("first-time", "tuan.nguyen"),
    Answer("first-time", "sofia.lind"),
    Answer(
        "first-time",
        "helena.vogt",
        "concern",
        "Faults cannot be solved at once; please look at set-up and log-in for us.",
    ),
    Answer("first-time", "marcus.tremblay"),
    Answer("keep", "jo.silva"),
    Answer("keep", "priya.raman"),
    Answer("invoice", "amir.patel"),
    Answer("invoice", "grace.liu"),
    Answer("invoice", "leo.dubois", ""),
)
CHECK_INS = (
    CheckIn(
        "right-person", "tuan.nguyen", 9, "off_track", "The old habit: when unsure, pass on.", 4
    ),
    CheckIn("right-person", "tuan.nguyen", 5, "at_risk", "The form helps; claims still wander.", 6),
    CheckIn(
        "right-person", "tuan.nguyen", 1, "at_risk", "Better every week. December worries me.", 6
    ),
    CheckIn(
        "first-time",
        "jo.silva",
        2,
        "at_risk",
        "Refund rights start next month; I expect two points from them.",
        6,
    ),
    CheckIn("invoice", "sofia.lind", 8, "on_track", "The training shows.", 7),
    CheckIn("invoice", "sofia.lind", 1, "on_track", "Still there after four months.", 8),
    CheckIn("refunds", "sofia.lind", 1, "on_track", "Sixty euros was the right number.", 7),
    CheckIn(
        "setup", "helena.vogt", 3, "at_risk", "Two newcomers, one new model. It takes time.", 5
    ),
    CheckIn(
        "one-owner",
        "ravi.menon",
        2,
        "at_risk",
        "One person short since autumn.",
        5,
        wants_help=True,
    ),
    CheckIn(
        "ana.costa/right-person", "ana.costa", 7, "at_risk", "Carriers answer in the mornings.", 5
    ),
    CheckIn(
        "ana.costa/right-person", "ana.costa", 2, "on_track", "The list of numbers helps a lot.", 7
    ),
    CheckIn("grace.liu/invoice", "grace.liu", 1, "on_track", "Fewer words, fewer questions.", 8),
    CheckIn(
        "dev.patel/right-person",
        "dev.patel",
        1,
        "off_track",
        "I still guess when the form is empty.",
        4,
        wants_help=True,
        hurdle="The form may be sent without saying what it is about",
    ),
    CheckIn("lena.bauer/one-owner", "lena.bauer", 3, "on_track", "Holidays are the hard part.", 7),
)
NEEDS = (
    Need(
        "dev.patel/right-person",
        "dev.patel",
        "training",
        "Half a day with Claims, to see what they need to know first.",
        "tuan.nguyen",
        1,
    ),
    Need(
        "one-owner",
        "ravi.menon",
        "people",
        "One more person until the holidays are over.",
        "priya.raman",
        2,
    ),
)
THANKS = (
    Thanks(
        "lena.bauer",
        "ana.costa",
        "ana.costa/right-person",
        "You stayed with the broken lamp until the customer wrote back to say thank you.",
    ),
    Thanks(
        "tuan.nguyen",
        "noor.aziz",
        "noor.aziz/right-person",
        "Three months ago you asked about every return. Now others ask you.",
    ),
    Thanks(
        "sofia.lind",
        "ida.holm",
        "ida.holm/invoice",
        "Two people are at ease with refunds because of you.",
    ),
)

"""What the audit finds in the small demo beyond what was built in, by rule, with the reason.

All of it comes from simulated tickets and weekly numbers: which fall short is luck and the seed's.
"""

REASONS = {
    "unchanged": """Their figures fall short since July, and the story changes none of them: the
        one change for many at once is of other goals.""",
    "out_of_reach": """Targets are placed so far off that the page shows a goal off track, which is
        out of reach where the past is long.""",
    "no_figure": "Two people have too few answered surveys in a small demo.",
    "no_effort": "Nothing waits for Ana in a small demo, so that five at most asks nothing of her.",
}
ALSO_FOUND = {
    "unchanged": {
        "A word on every fault, every day",
        "Call back before the day is over",
        "Call first, write after",
        "Keep the customers we win",
        "One answer per invoice question",
        "Running by the evening",
        "Trusted in the hard moments",
    },
    "out_of_reach": {
        "Running by the evening",
        "Tell people before they ask",
        "Trusted in the hard moments",
    },
    "no_figure": {"Calm on the phone, right in the ticket", "Card failures solved in the chat"},
    "no_effort": {"Close what has waited longest"},
}

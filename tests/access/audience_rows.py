"""Who may see a thing is told to whoever sees it: by which route, thing by thing."""

AUDIENCES = {
    "a_map": "maps.show",
    "coaching": "ladder_help.coaching",
    "import_run": "imports.show",
    "one_on_one": "talks.show",
    "pay": "pay.incentive",
    "post": "knowledge.show",
    **{
        noun: f"{noun}s.show"
        for noun in (
            "announcement", "briefing", "connection", "dispute", "experiment", "goal", "job",
            "ladder", "ladder_round", "measure", "meeting", "need", "plan", "proposal", "pulse",
            "realignment", "review_paper", "signal", "training", "unit",
        )
    },
    "feedback": "feedback.show",
    "person": "people.show",
}  # fmt: skip

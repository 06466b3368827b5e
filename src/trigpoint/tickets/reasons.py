"""Why a row counts in a figure, or does not, in a sentence."""

from __future__ import annotations

from trigpoint.core.text import Text, _

REASONS: dict[str, Text] = {
    "": _("Counts."),
    "spam": _("Does not count: marked as spam."),
    "deleted": _("Does not count: deleted."),
    "merged": _("Does not count: merged into another ticket, which counts."),
    "outbound": _("Does not count: opened by an agent towards a customer."),
    "solved_again": _("Does not count here: solved again later, and counted there."),
    "reopened": _("Does not count: opened again, and not solved since."),
    "solved_before": _("Does not count here: an earlier solve of it counts, or does not."),
    "not_at_once": _("Does not count: solved later than 15 minutes after the opening."),
    "same_customer": _("Does not count: an earlier ticket of the same customer in that time does."),
    "unheld": _("Does not count: neither an agent nor a queue has it."),
    "no_hours": _("Does not count: no working hours are known for a queue it was in."),
    "too_recent": _("Does not count yet: too recent to know how it ends."),
    "unanswered": _("Does not count: no public reply yet. Shown beside the figure."),
    "no_reply": _("Does not count: solved without a public reply. Shown beside the figure."),
    "cancelled": _("Does not count: the promise was cancelled."),
    "running": _("Does not count yet: the promise is still running."),
    "no_answer": _("Does not count: the survey was not answered. Shown beside the figure."),
    "short_call": _("Does not count: given up within seconds. Shown beside the figure."),
    "no_queue": _("Does not count: given up before it reached a queue. Shown beside the figure."),
    "given_up": _("Does not count: nobody answered. Shown beside the figure."),
    "no_talk": _("Does not count: nobody talked. Shown beside the figure."),
    "not_at_work": _("Does not count: neither at work nor free for it."),
    "not_applicable": _("Does not count: no question of the review applied."),
    "other_currency": _("Does not count: in another currency. Shown beside the figure."),
    "other_scale": _("Does not count: on another scale. Shown beside the figure."),
    "invalid_answer": _("Does not count: the answer is outside the survey's scale."),
}

BESIDE: dict[str, Text] = {
    "unanswered": _("no public reply yet"),
    "no_hours": _("no working hours known"),
    "no_reply": _("solved without a public reply"),
    "too_recent": _("too recent to know how it ends"),
    "no_answer": _("survey not answered"),
    "short_call": _("given up within seconds"),
    "no_queue": _("given up before it reached a queue"),
    "given_up": _("not answered"),
    "no_talk": _("answered, and nobody talked"),
    "not_applicable": _("no question applied"),
    "other_currency": _("in another currency"),
    "other_scale": _("answer on another scale"),
    "invalid_answer": _("answer outside the scale"),
}
"""What those have in common that are counted beside a figure, in a few words."""

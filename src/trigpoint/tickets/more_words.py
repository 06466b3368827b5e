"""What the later KPIs of the catalogue mean; see `words.py`."""

from __future__ import annotations

from trigpoint.core.text import _
from trigpoint.tickets.words import ONE_SCHEDULE, OWN_TIME, UNEVEN, Words

_PAST = _("When a ticket is opened again, its earlier value goes away: the past can change.")
_WHOLE = _(
    "A ticket counts in whole on the day of its solve, unless what lies in each period is counted:"
    " then one that crosses the end of a period is divided."
)
_PIECES = _(
    "What lies in each period counts, of whoever had the ticket then, solved or not. In working"
    " hours a stretch counts in whole where it ends."
)
_RUNNING = _(
    "A ticket that takes weeks is in each of them with its part, so no week shows all of it."
)
_STATES = _("It depends on agents setting the state. Where a state is never used, it says nothing.")
_TURNED = _(
    "There are scales on which a high answer means much effort. Say so of the file: it is turned"
    " round as it is read."
)

MORE_WORDS: dict[str, Words] = {
    "first_resolution_time": Words(
        _("First resolution time"),
        _("How long it takes from opening a ticket to its first solve, whatever came after it."),
        (
            _(
                "A ticket solved too early looks fast here. Read it beside the reopen rate, or say"
                " how many hours a solve has to last."
            ),
            _("Tickets still open are not in it. A team that only solves easy ones looks fast."),
            UNEVEN,
            OWN_TIME,
            ONE_SCHEDULE,
        ),
    ),
    "next_reply_time": Words(
        _("Next reply time"),
        _(
            "How long a customer who wrote again waits for our next public reply. Several messages"
            " in a row are one wait, from the first of them."
        ),
        (
            _("Messages that wait still are counted beside it, not in it."),
            _("A customer's thanks waits too, and needs no reply: it makes the figure worse."),
            _("What a customer writes before our first reply waits in the first reply time."),
            UNEVEN,
            OWN_TIME,
        ),
    ),
    "requester_wait_time": Words(
        _("Time the customer waited for us"),
        _(
            "How long a ticket was new, open or on hold before it was solved: while it was for us"
            " to act."
        ),
        (_STATES, _WHOLE, _PAST, UNEVEN, OWN_TIME),
    ),
    "agent_work_time": Words(
        _("Time open with us"),
        _("How long a ticket was new or open before it was solved."),
        (
            _("Open is not worked on: most of it is waiting in a queue."),
            _STATES,
            _WHOLE,
            _PAST,
            UNEVEN,
            OWN_TIME,
        ),
    ),
    "customer_wait_time": Words(
        _("Time waiting for the customer"),
        _("How long a ticket waited for the customer before it was solved."),
        (
            _STATES,
            _("A ticket that never waited counts with none, so the median is often none."),
            _WHOLE,
            UNEVEN,
            OWN_TIME,
        ),
    ),
    "on_hold_time": Words(
        _("Time on hold"),
        _("How long a ticket was on hold, waiting for somebody else, before it was solved."),
        (_("Only tickets that were on hold are in it."), _STATES, _WHOLE, UNEVEN, OWN_TIME),
    ),
    "requester_wait_time.2": Words(
        _("Time the customer waited for us"),
        _("How long a ticket was new, open or on hold in a time: while it was for us to act."),
        (_STATES, _PIECES, _RUNNING, UNEVEN, OWN_TIME),
    ),
    "agent_work_time.2": Words(
        _("Time open with us"),
        _("How long a ticket was new or open in a time."),
        (
            _("Open is not worked on: most of it is waiting in a queue."),
            _STATES,
            _PIECES,
            _RUNNING,
            UNEVEN,
            OWN_TIME,
        ),
    ),
    "customer_wait_time.2": Words(
        _("Time waiting for the customer"),
        _("How long a ticket waited for the customer in a time."),
        (_("Only tickets that waited are in it."), _STATES, _PIECES, _RUNNING, UNEVEN, OWN_TIME),
    ),
    "on_hold_time.2": Words(
        _("Time on hold"),
        _("How long a ticket was on hold in a time, waiting for somebody else."),
        (
            _("Only tickets that were on hold are in it."),
            _STATES,
            _PIECES,
            _RUNNING,
            UNEVEN,
            OWN_TIME,
        ),
    ),
    "one_touch": Words(
        _("One-touch resolution"),
        _("The share of solved tickets that took no more than one public reply of a person."),
        (
            _("Solved without any reply stands beside it. Some help desks count those as well."),
            _("Zendesk says fewer than two replies: choose that to see your help desk’s number."),
            _("It does not ask whether the customer came back. First-contact resolution does."),
        ),
    ),
    "replies_per_ticket": Words(
        _("Replies per solved ticket"),
        _("How many public replies of a person a ticket took until it was solved, on average."),
        (
            _(
                "Chats have many short replies: read channels apart, or count replies in a row as"
                " one."
            ),
            _("Fewer is no better where answers are cut short. Watch satisfaction beside it."),
        ),
    ),
    "usual_replies": Words(
        _("Replies that half of the tickets took"),
        _(
            "Half of the solved tickets took no more public replies of a person than this. A few"
            " with very many do not move it, as they move the average."
        ),
        (
            _("It is a whole number mostly, and moves in steps: read the average beside it."),
            _(
                "Chats have many short replies: read channels apart, or count replies in a row as"
                " one."
            ),
            _("Fewer is no better where answers are cut short. Watch satisfaction beside it."),
        ),
    ),
    "passed_on_share": Words(
        _("Tickets passed on"),
        _("The share of solved tickets that went from one person to another at least once."),
        (
            _("A good handover can be right. Aim at needless ones, not at none."),
            _("Changes of queue are counted apart: choose people or queues."),
        ),
    ),
    "passed_on_share.2": Words(
        _("Tickets passed on"),
        _(
            "The share of solved tickets that went from one person to another at least once. It"
            " counts for whoever passed the ticket on."
        ),
        (
            _("A good handover can be right. Aim at needless ones, not at none."),
            _("Changes of queue are counted apart: choose people or queues."),
            _("A team that is asked first passes on the most, as its work is."),
        ),
    ),
    "solved_tickets": Words(
        _("Solved tickets"),
        _("How many tickets were solved, each by its last solve, while it stays solved."),
        (
            _("Easy tickets are many. It says how much came through, not how well."),
            _("As a target for one person it invites to solve too early."),
        ),
    ),
    "reopens": Words(
        _("Opened again"),
        _("How often solved tickets were opened again, on the day that it happened."),
        (
            _("A ticket that is opened again twice counts twice."),
            _("More solved tickets bring more of them: the share is the reopen rate."),
            _("A customer's thanks can open a ticket again. That counts as a reopen."),
        ),
    ),
    "new_tickets": Words(
        _("New tickets"),
        _("How many tickets customers opened."),
        (
            _("Launches and outages move it, not the team that answers."),
            _(
                "Where nobody held a new ticket it belongs to nobody, unless it is to count for the"
                " first that had it."
            ),
        ),
    ),
    "old_backlog": Words(
        _("Old tickets in the backlog"),
        _("The share of the backlog that was older than the days given, at the end of the period."),
        (
            _("A wave of new tickets makes the share fall though no old one was solved."),
            _("It counts tickets that wait for the customer, too."),
        ),
    ),
    "unanswered_backlog": Words(
        _("Waiting for a first reply"),
        _("How many tickets of the backlog nobody had answered at the end of the period."),
        (
            _("These are missing in the first reply time, which looks better for it."),
            _("Internal notes and automatic messages are no answer."),
        ),
    ),
    "dsat": Words(
        _("Dissatisfied customers (DSAT)"),
        _(
            "The share of survey answers that are negative: the bottom two of five, or as much of"
            " another scale."
        ),
        (
            _("It is not the rest of the satisfied ones: neutral answers are in neither."),
            _("Few customers answer, and not the average ones. See how many did."),
        ),
    ),
    "ces": Words(
        _("Customer effort (CES)"),
        _(
            "The share of survey answers that say it was easy: 5 to 7 of seven, or as much of"
            " another scale."
        ),
        (
            _TURNED,
            _("It counts for whoever held the ticket when the survey was sent."),
        ),
    ),
    "ces_mean": Words(
        _("Customer effort, on average (CES)"),
        _("The mean of survey answers to how easy it was, on a scale from 1 to the highest."),
        (
            _("Answers on another scale stand beside it: a mean of two scales says nothing."),
            _("A mean hides those for whom it was very hard. Read the share beside it."),
            _TURNED,
            _("It counts for whoever held the ticket when the survey was sent."),
        ),
    ),
}

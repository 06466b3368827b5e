"""What the KPIs mean that need more than tickets: calls, work, reviews, surveys, a ledger."""

from __future__ import annotations

from trigpoint.core.text import _
from trigpoint.tickets.words import Words

_TYPED = _("It is as good as the numbers that were typed in or imported.")
_MENU = _(
    "Callers who hang up in the menu never reached a queue and are not in it. Where a source names"
    " no queues at all, nobody can tell: all calls count."
)
_QUEUES = _("It is charged to nobody: it speaks of a whole organisation or queue.")

BESIDE_WORDS: dict[str, Words] = {
    "abandonment": Words(
        _("Calls given up"),
        _(
            "The share of calls whose caller gave up before anybody answered. Calls given up"
            " within the seconds given are wrong numbers, and stand beside it."
        ),
        (
            _("It counts all calls together. A mean of the days’ shares is another number."),
            _("Leaving out short calls lowers it: say the seconds when you compare."),
            _(
                "Callers who hang up in the menu never reached a queue. Where the source tells of"
                " them, they can be left out."
            ),
        ),
    ),
    "abandonment.2": Words(
        _("Calls given up"),
        _(
            "The share of calls whose caller gave up before anybody answered. Calls given up"
            " within the seconds given are wrong numbers, and stand beside it, as do those that"
            " ended in the menu."
        ),
        (
            _("It counts all calls together. A mean of the days’ shares is another number."),
            _("Leaving out short calls lowers it: say the seconds when you compare."),
            _MENU,
        ),
    ),
    "service_level.2": Words(
        _("Service level"),
        _(
            "The share of calls that were answered within the seconds given, of all that reached a"
            " queue."
        ),
        (
            _("Of all calls offered, or only of those answered: the second always looks better."),
            _("A call that waits a second too long counts like one that waits for an hour."),
            _("Whoever gives up at once counts against it, unless short calls are to be left out."),
            _MENU,
        ),
    ),
    "service_level": Words(
        _("Service level"),
        _("The share of calls that were answered within the seconds given."),
        (
            _("Of all calls offered, or only of those answered: the second always looks better."),
            _("A call that waits a second too long counts like one that waits for an hour."),
        ),
    ),
    "answer_speed": Words(
        _("Wait for an answer on the phone"),
        _("How long callers waited who were answered, on average (ASA)."),
        (
            _("Callers who gave up are not in it: it falls when the impatient hang up."),
            _("A few very long waits move it. Read the calls given up beside it."),
        ),
    ),
    "answer_wait": Words(
        _("Wait on the phone for most callers"),
        _("The time within which nine in ten of those who were answered had an answer, or half."),
        (
            _("Callers who gave up are not in it, and they waited long. They stand beside it."),
            _("One in ten waits longer still, and it does not say how much."),
            _("It does not add up: that of two queues together has to be asked for anew."),
        ),
    ),
    "call_handle_time": Words(
        _("Handle time of calls"),
        _("How long a call keeps somebody at work, on average (AHT): talk, hold and what follows."),
        (
            _("Shorter is no better where the caller has to call again."),
            _("Calls without a second of talk stand beside it."),
            _(
                "Calls that we made are in it too: cut by queue or channel where they have their"
                " own."
            ),
        ),
    ),
    "handle_time": Words(
        _("Handle time of tickets"),
        _(
            "How long somebody was at work on a ticket, on average. What one person does at the"
            " same time, such as three chats, is not counted three times."
        ),
        (
            _("It needs a source that says who was at work on what, from when to when."),
            _("Seconds that several tickets share count for the one that began first."),
            _("Shorter is no better where the customer has to ask again."),
        ),
    ),
    "handle_time.2": Words(
        _("Handle time of tickets"),
        _(
            "How long people were at work on a solved ticket, on average. What one person does at"
            " the same time, such as three chats, is not counted three times."
        ),
        (
            _("It needs a source that says who was at work on what, from when to when."),
            _(
                "Cut by person, each has their own seconds on a ticket; a ticket of two people is"
                " one ticket for each of them, and one for the whole."
            ),
            _("Work on tickets that are not solved, or not known, is not in it."),
            _("Seconds that several tickets share count for the one that began first."),
            _("Shorter is no better where the customer has to ask again."),
        ),
    ),
    "occupancy": Words(
        _("Occupancy"),
        _("The share of the time at work or free for it that went into work."),
        (
            _("Above about 85 % people tire and leave. It is to be kept within, not raised."),
            _(
                "Breaks and trainings are not in it, and nobody is free while at work, whatever the"
                " log says. A stretch counts on the day it begins."
            ),
            _("Small teams are busier at the same waiting time: compare like with like."),
        ),
    ),
    "occupancy.2": Words(
        _("Occupancy"),
        _(
            "The share of the time at work or free for it that went into work. What crosses the"
            " end of a day or a week is divided."
        ),
        (
            _("Above about 85 % people tire and leave. It is to be kept within, not raised."),
            _(
                "Breaks and trainings are not in it, and nobody is free while at work, whatever the"
                " log says."
            ),
            _("Small teams are busier at the same waiting time: compare like with like."),
        ),
    ),
    "qa_score": Words(
        _("QA score"),
        _(
            "The points that reviews gave, of 100 possible, on average. Questions count as they"
            " weigh, and those that do not apply are left out; a fault that fails the review makes"
            " it 0."
        ),
        (
            _("It depends on who reviews, and on which tickets are chosen."),
            _("A few reviews say little about a person. See the range."),
        ),
    ),
    "self_service": Words(
        _("Help centre without a ticket"),
        _("The share of visits of the help centre after which no ticket was opened."),
        (
            _("Not every visitor had a question: it does not say that the page helped."),
            _("A ratio of visitors to tickets goes by the same name, and is another number."),
            _TYPED,
        ),
    ),
    "self_service_score": Words(
        _("Help-centre visits for each customer with a ticket"),
        _(
            "How many visits the help centre had in a time, for each customer who opened a ticket"
            " in it."
        ),
        (
            _("Not every visitor had a question: it does not say that the page helped."),
            _(
                "A customer counts once in the time that is looked at: weeks do not add up to"
                " months."
            ),
            _(
                "Where tickets are cut, a customer counts where the first one of that time was;"
                " where the source does not say which customer wrote, each ticket is one."
            ),
            _TYPED,
        ),
    ),
    "retention": Words(
        _("Customers who stayed"),
        _("The share of the customers there at the start of a time who were there at its end."),
        (
            _("Price and product move it more than any team of ours."),
            _(
                "Counted in customers it differs from the same in money. Numbers of money make it"
                " the revenue that stayed: bring one of the two, never both."
            ),
            _TYPED,
            _QUEUES,
        ),
    ),
    "turnover": Words(
        _("Agent turnover in a year"),
        _("How many people of a hundred would leave in a year, if it went on as in that time."),
        (
            _("In a small team one person is a lot. Look at a whole year."),
            _("Moving to another team is no leaving."),
            _(
                "Who leaves a team here is not counted by that: it may be a move, a leave or a"
                " mistake. Leavers are typed in or imported."
            ),
            _TYPED,
        ),
    ),
    "cost_per_ticket": Words(
        _("Cost per solved ticket"),
        _("What support cost in a time, over the tickets that were solved in it."),
        (
            _("Currencies are never mixed: what is in another one stands beside it."),
            _("A cost counts on the day its time begins: look at whole months."),
            _("Cheap tickets become fewer as the help centre gets better: then it rises."),
            _TYPED,
        ),
    ),
    "enps": Words(
        _("Would they recommend working here (eNPS)"),
        _(
            "The share of people of ours who answer 9 and 10, less the share of 0 to 6, in points."
            " With fewer than five answers nothing is shown."
        ),
        (
            _("Nobody sees who answered what, and there is no list behind it."),
            _("People answer openly only where the last answers had consequences."),
            _(
                "Rounds of the pulse here are in it once they are over: what their page tells of"
                " all who were asked, on the last day, without people or units. Whoever answers in"
                " a file as well is counted twice."
            ),
        ),
    ),
    "net_flow": Words(
        _("Came in less went out"),
        _("How many tickets became active, opened again ones too, less those that were solved."),
        (
            _("Added up over the days it is the change of the backlog, to the ticket."),
            _("A ticket that goes from one to another is no flow: read it for the whole."),
        ),
    ),
    "proactive_contacts": Words(
        _("Contacts we began"),
        _("How many tickets people of ours opened towards customers, before these had to ask."),
        (
            _("The source has to say which tickets those are."),
            _("More is no better by itself: see whether fewer customers ask afterwards."),
        ),
    ),
    "containment": Words(
        _("Solved by the bot alone"),
        _(
            "The share of tickets that a bot answered which were solved without a reply of a"
            " person, and not opened again within the days given."
        ),
        (
            _("A customer who gives up looks like one who was helped."),
            _("The latest days are not counted yet: their tickets may still come back."),
            _(
                "What nobody ever solved is left out, which flatters the bot, unless it is to count"
                " too."
            ),
        ),
    ),
}

"""Words that help desks use for their columns and states, and what they mean.

Names are compared as lower-case words: `sys_updated_at`, `sysUpdatedAt` and `Sys Updated At` are
the same. The first names of a role are the strongest.
"""

from __future__ import annotations

import re

from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category, Field

NAMES: dict[str, tuple[str, ...]] = {
    "ticket": (
        "ticket", "ticket id", "ticket number", "ticket no", "case", "case id", "case number",
        "case no", "number", "incident id", "incident number", "incident", "issue key", "issue id",
        "conversation id", "request id", "call id", "task id", "key", "caseid", "case concept name",
        "chamado", "vorgang", "issue",
        "conversation", "conversation number", "ticketnummer", "vorgangsnummer", "id",
    ),
    "at": (
        "changed at", "updated at", "sys updated at", "sys updated on", "updated", "timestamp",
        "complete timestamp", "time timestamp", "event time", "date stamp", "datestamp", "time",
        "date", "changed", "occurred at", "created", "created at", "change date stamp", "sent at",
        "start timestamp",
    ),
    "created_at": (
        "created at", "opened at", "opened", "created", "open time", "open date", "creation date",
        "created on", "sys created at", "reported at", "submitted at", "ticket created",
        "created date", "date created", "received", "received at", "date opened", "open datetime",
    ),
    "seen_at": (
        "updated at", "last changed", "last updated", "last modified", "updated", "sys updated at",
        "exported at", "modified at", "updated date",
    ),
    "status": (
        "status", "state", "incident state", "ticket status", "case status", "incident status",
        "issue status", "current status", "concept name", "activity", "event", "action",
        "incident activity type",
    ),
    "seq": (
        "seq", "sequence", "sys mod count", "event id", "event no", "step", "row number", "version",
        "incident activity number",
    ),
    "assignee": (
        "assignee", "assigned to", "assignee id", "agent", "handled by", "owner", "resource",
        "org resource", "technician", "responsible", "assigned agent", "agent name", "resolver",
        "bearbeiter", "zugewiesen an", "agent id", "employee", "employee id", "employee name",
        "mitarbeiter",
    ),
    "queue": (
        "queue", "assignment group", "group", "team", "group id", "org group", "support group",
        "department", "assigned group", "desk", "queue name", "group name", "support team",
        "gruppe", "warteschlange", "abteilung",
    ),
    "priority": ("priority", "prio", "urgency", "severity", "impact"),
    "channel": (
        "channel", "via", "contact type", "source", "via channel", "contact channel",
        "origin",
    ),
    "language": (
        "language", "ticket language", "customer language", "detected language", "lang", "locale",
        "sprache",
    ),
    "site": (
        "site", "site name", "location", "location name", "branch", "store", "plant", "facility",
        "standort", "filiale",
    ),
    "tags": ("tags", "labels", "tag", "topic tags", "label"),
    "requester": (
        "requester", "requester id", "customer id", "cust id", "caller id", "caller", "customer",
        "contact id", "customer number", "requestor", "end user", "reporter", "client id", "user",
    ),
    "actor": (
        "updated by", "sys updated by", "changed by", "actor", "author id", "user id", "user",
        "modified by", "resource", "org resource",
    ),
    "first_replied_at": (
        "first reply", "first reply at", "first response", "first replied at", "first response at",
        "first response time", "initially responded at", "first responded at",
    ),
    "solved_at": (
        "solved at", "resolved at", "solved", "resolved", "resolved time", "resolution date",
        "resolved date", "solved date", "date resolved", "resolve time", "resolved on",
    ),
    "closed_at": (
        "closed at", "closed", "close time", "closed date", "close date", "date closed",
        "closed on",
    ),
    "score": (
        "score", "rating", "satisfaction", "csat", "nps", "sat", "netpro", "satisfaction rating",
        "satisfaction score", "recommend", "stars", "nps score", "csat score", "grade", "mark",
    ),
    "answered_at": (
        "answered at", "rated at", "responded at", "rated", "response date", "submitted at",
        "answered", "response time", "answer time", "answered date", "picked up at",
    ),
    "sent_at": (
        "sent at", "survey sent at", "survey date", "sent", "offered at", "date", "created at",
        "interview date", "inferred date", "created",
    ),
    "rating": (
        "response id", "survey id", "rating id", "answer id", "survey", "respnum", "id",
        "respondent id", "respnum pk", "response",
    ),
    "comment": (
        "comment", "comments", "survey comment", "customer comment", "feedback", "verbatim",
        "satisfaction comment", "reason", "kommentar", "text",
    ),
    "field": ("field", "field name", "property", "attribute", "changed field", "what"),
    "value": ("value", "new value", "to", "to value", "new", "to string"),
    "old": ("old value", "from", "previous value", "old", "from value", "from string"),
    "author": (
        "author", "author role", "author type", "role", "sender", "sender type", "from",
        "user type", "author kind",
    ),
    "public": ("public", "is public", "visible", "visible to customer"),
    "outbound": ("outbound", "is outbound", "agent initiated"),
    "call": ("call", "call id", "call number", "anruf", "anruf id", "interaction id", "id"),
    "offered_at": (
        "offered at", "offered", "call start", "started at", "start time", "start", "queued at",
        "date", "call date", "offered date", "start date", "beginn",
    ),
    "ended_at": (
        "ended at", "ended", "to", "until", "end", "finished at", "call end", "end time",
        "shift end", "end date", "stop", "bis", "ende", "hung up at", "ended date", "call end date",
    ),
    "talk": ("talk", "talk time", "talk seconds", "gesprächszeit"),
    "hold": ("hold", "hold time", "hold seconds"),
    "after": ("after", "after call work", "wrap up", "acw", "wrap up time", "wrap up seconds"),
    "doing": (
        "doing", "state", "status", "activity", "shift", "aux code", "agent state", "agent status",
        "state name", "activity code", "presence", "shift type", "shift name", "tätigkeit",
        "schicht",
    ),
    "started_at": (
        "started at", "started", "from", "begin", "start", "start time", "shift start",
        "start date", "begin time", "von", "beginn",
    ),
    "review": ("review", "review id", "review number", "id"),
    "reviewed_at": ("reviewed at", "reviewed", "review date", "date"),
    "points": ("points", "score", "points reached", "result"),
    "possible": (
        "possible", "possible points", "max points", "max score", "maximum", "out of",
        "maximum score", "maximum points", "possible score",
    ),
    "failed": ("failed", "auto fail", "failed at once"),
    "question": ("question", "question id", "criterion", "category", "item"),
    "weight": ("weight", "question weight", "category weight"),
    "entry": ("entry", "entry id", "id"),
    "counted": ("counted", "what", "kind"),
    "amount": ("amount", "value", "number"),
    "of": ("of", "out of", "whole"),
    "cost": ("cost", "costs", "price"),
    "currency": ("currency",),
    "due.first_reply": (
        "first reply due", "reply due", "response due", "first response due", "due first reply",
    ),
    "due.resolution": ("resolution due", "solve by", "due at", "due date", "resolve by", "sla due"),
}  # fmt: skip

CUSTOM = frozenset({
    "category", "subcategory", "product", "location", "site", "language", "country", "region",
    "topic", "type", "reason", "contact reason", "plan", "brand", "employer", "subcategory name",
    "ticket type", "segment",
})  # fmt: skip
"""Columns that are proposed as custom fields."""

PRIVATE = frozenset({
    "subject", "title", "description", "body", "text", "message", "comment", "comments", "note",
    "notes", "summary", "email", "e mail", "mail", "phone", "telephone", "name", "customer name",
    "first name", "last name", "address", "work notes", "short description", "recipient",
    "requester name", "requester email", "html body", "content", "betreff", "nachricht",
    "beschreibung", "kommentar",
})  # fmt: skip
"""Columns that hold what customers write or who they are."""

WORKED_OUT = re.compile(
    r"\b(count|counter|reopen\w*|reassign\w*|transfers?|duration|minutes|hours|seconds|sla|elapsed"
    r"|resolution time|handle time|replies|active)\b"
)
"""Columns whose figures are worked out from the states instead."""

STATES: dict[Category, tuple[str, ...]] = {
    Category.NEW: (
        "new", "created", "submitted", "logged", "registered", "unassigned", "to do", "todo",
        "insert ticket", "received", "novo", "neu",
    ),
    Category.OPEN: (
        "open", "active", "in progress", "assigned", "accepted", "work in progress", "working",
        "in work", "reopened", "reopen", "re opened", "queued", "assignment", "reassignment",
        "escalated", "acknowledged", "started", "in bearbeitung", "offen", "aberto",
        "em andamento", "take in charge ticket", "being worked", "triaged", "in review",
        "operator update",
    ),
    Category.PENDING: (
        "pending", "waiting", "waiting for customer", "waiting on customer", "awaiting user info",
        "awaiting customer", "wait user", "pending customer", "awaiting reply", "user info needed",
        "waits for customer", "waiting for response", "wait customer", "needs info",
        "waiting for user", "pending user", "customer action", "awaiting caller", "snoozed",
    ),
    Category.HOLD: (
        "hold", "on hold", "awaiting problem", "awaiting vendor", "awaiting evidence",
        "wait vendor",
        "awaiting change", "waiting for third party", "pending vendor", "wait implementation",
        "wartend", "blocked", "stalled", "suspended", "awaiting supplier", "waiting for supplier",
        "wait", "with supplier", "external vendor assignment",
    ),
    Category.SOLVED: (
        "solved", "resolved", "done", "completed", "fixed", "complete", "resolve ticket",
        "gelöst", "erledigt", "resolvido", "finished", "answered",
    ),
    Category.CLOSED: (
        "closed", "close", "cancelled", "canceled", "rejected", "geschlossen", "fechado",
        "unmatched", "archived", "abgeschlossen",
    ),
    Category.DELETED: ("deleted", "removed", "trashed", "trash"),
    Category.SPAM: ("spam", "junk"),
    Category.MERGED: ("merged", "duplicate", "merge"),
}  # fmt: skip

AUTHORS: dict[Author, tuple[str, ...]] = {
    Author.AGENT: ("agent", "admin", "staff", "support", "employee", "operator", "user"),
    Author.CUSTOMER: (
        "customer", "end user", "enduser", "requester", "client", "contact", "lead",
        "visitor", "caller",
    ),
    Author.BOT: ("bot", "app", "automation", "autoresponder", "assistant"),
    Author.SYSTEM: ("system", "trigger"),
}  # fmt: skip

DOINGS: dict[Doing, tuple[str, ...]] = {
    Doing.HANDLING: (
        "handling", "busy", "on call", "on a call", "in call", "talking", "talk", "on chat",
        "chatting", "in conversation", "on contact", "occupied", "engaged", "working", "on hold",
        "after call work", "after contact work", "acw", "wrap up", "case work", "gespräch",
        "im gespräch", "nachbearbeitung",
    ),
    Doing.AVAILABLE: (
        "available", "ready", "idle", "free", "waiting", "waiting for call", "online", "standby",
        "bereit", "verfügbar", "frei",
    ),
    Doing.AWAY: (
        "away", "break", "lunch", "not ready", "unavailable", "not available", "training",
        "meeting", "coaching", "pause", "rest", "personal", "aux", "mittagspause", "schulung",
        "besprechung", "nicht bereit",
    ),
    Doing.SHIFT: (
        "shift", "scheduled", "planned", "early shift", "late shift", "night shift", "day shift",
        "early", "late", "night", "schicht", "frühschicht", "spätschicht", "nachtschicht",
    ),
}  # fmt: skip

FIELDS: dict[str, tuple[str, ...]] = {
    "created": ("created", "create"),
    Field.STATUS.value: ("status", "state"),
    Field.ASSIGNEE.value: ("assignee", "assignee id", "assigned to", "owner"),
    Field.QUEUE.value: ("queue", "group", "group id", "assignment group", "team"),
    Field.PRIORITY.value: ("priority",),
    Field.CHANNEL.value: ("channel", "via"),
    Field.LANGUAGE.value: ("language", "locale"),
    Field.SITE.value: ("site", "location"),
}

SPLIT = re.compile(r"[^\w]+|_+|(?<=[a-z])(?=[A-Z])")


def plain(name: str) -> str:
    """Return a name as lower-case words with single spaces between."""
    return " ".join(part for part in SPLIT.split(name.strip()) if part).casefold()


def name_score(name: str, role: str) -> float:
    """Return how well a column's name speaks for a role: 1 exactly, 0 not at all."""
    words = plain(name)
    names = NAMES[role]
    if words in names:
        return max(0.7, 1.0 - 0.02 * names.index(words))
    tokens = set(words.split())
    inside = (candidate for candidate in names if " " in candidate or len(candidate) > 3)
    return max((0.55 for n in inside if set(n.split()) <= tokens), default=0.0)

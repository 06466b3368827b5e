"""The decision table: who may see and do what, and nothing that is not written here.

What is absent is denied. Where several grants fit an actor, the most generous one counts; so a
right is taken away by not giving it. Nobody reaches anything private by being an administrator.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.core.people.grants import Grants, aggregate, allow, redact, rule
from trigpoint.core.people.kinds import Field, Kind, Mode, Relation, Verb

R = Relation
V = Verb
INDIVIDUAL = {Mode.INDIVIDUAL}
GUARDED = {Mode.SELF_ONLY, Mode.TEAM_ONLY}
NEAR = (R.OWNER, R.RECIPIENT, R.LEAD, R.SKIP_LEAD, R.TEAMMATE, R.COLLEAGUE)
IN_CHARGE = (R.OWNER, R.LEAD, R.SKIP_LEAD)
ALL_HERE = (R.COLLEAGUE, R.PARTNER)
ADMINISTERED = allow(R.ADMINISTRATOR)

PLAN: dict[Kind, dict[Verb, Grants]] = {
    Kind.GOAL: {
        V.SEE: rule(
            allow(*NEAR), redact(R.SERVING, hides={Field.FIGURES, Field.OWNERS, Field.WORDS})
        ),
        V.CREATE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.CHANGE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.RETIRE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.PROPOSE: allow(*NEAR, R.SERVING),
    },
    Kind.GOAL_OF_PERSON: {
        V.SEE: rule(
            allow(R.SUBJECT, R.OWNER, R.RECIPIENT),
            allow(R.LEAD, modes=INDIVIDUAL),
            redact(R.LEAD, hides={Field.FIGURES}, modes=GUARDED),
            redact(R.SKIP_LEAD, R.TEAMMATE, R.COLLEAGUE, hides={Field.FIGURES}),
        ),
        V.CREATE: allow(R.SUBJECT, R.OWNER),
        V.CHANGE: allow(R.SUBJECT, R.OWNER),
        V.RETIRE: allow(R.SUBJECT, R.OWNER),
        V.PROPOSE: allow(R.SUBJECT, R.OWNER, R.LEAD, R.SKIP_LEAD, R.TEAMMATE, R.COLLEAGUE),
    },
    Kind.ASPIRATION: {
        V.SEE: allow(R.SUBJECT, R.RECIPIENT),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT),
        V.RETIRE: allow(R.SUBJECT),
    },
    Kind.PLAN: {
        V.SEE: allow(*NEAR),
        V.CREATE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.CHANGE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.RETIRE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.PROPOSE: allow(*NEAR),
    },
    Kind.PLAN_OF_PERSON: {
        V.SEE: allow(R.SUBJECT, *NEAR),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT, R.OWNER),
        V.RETIRE: allow(R.SUBJECT),
        V.PROPOSE: allow(R.SUBJECT, *NEAR),
    },
    Kind.PLAN_IN_DRAFT: {
        V.SEE: allow(R.SUBJECT, R.OWNER, R.RECIPIENT),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT, R.OWNER),
        V.RETIRE: allow(R.SUBJECT),
        V.PROPOSE: allow(R.SUBJECT, R.OWNER, R.RECIPIENT),
    },
    Kind.LADDER: {
        V.SEE: allow(*NEAR),
        V.CREATE: allow(*IN_CHARGE),
        V.CHANGE: allow(*IN_CHARGE),
        V.RETIRE: allow(*IN_CHARGE),
        V.PROPOSE: allow(*NEAR),
    },
    Kind.LADDER_OF_PERSON: {
        V.SEE: rule(
            allow(R.SUBJECT, R.RECIPIENT),
            allow(R.LEAD, modes=INDIVIDUAL),
            redact(R.LEAD, hides={Field.FIGURES}, modes=GUARDED),
        ),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT),
        V.RETIRE: allow(R.SUBJECT),
        V.PROPOSE: allow(R.SUBJECT, R.RECIPIENT, R.LEAD),
    },
    Kind.LADDER_IN_PRIVATE: {
        V.SEE: allow(R.SUBJECT),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT),
        V.RETIRE: allow(R.SUBJECT),
    },
    Kind.COACHING: {
        V.SEE: allow(R.OWNER),
        V.CREATE: allow(R.OWNER),
        V.CHANGE: allow(R.OWNER),
        V.RETIRE: allow(R.OWNER),
    },
    Kind.REVIEW_PAPER: {
        V.SEE: allow(R.SUBJECT),
        V.CREATE: allow(R.SUBJECT, R.LEAD),
        V.CHANGE: allow(R.SUBJECT),
    },
    Kind.REVIEW_PAPER_RELEASED: {
        V.SEE: allow(R.SUBJECT, R.RECIPIENT),
        V.CHANGE: allow(R.SUBJECT),
    },
    Kind.CONTRIBUTION: {
        V.SEE: allow(*NEAR, R.SERVING),
        V.CREATE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.CHANGE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.RETIRE: allow(*IN_CHARGE, R.ADMINISTRATOR),
        V.PROPOSE: allow(*NEAR),
    },
    Kind.CHECK_IN: {
        V.SEE: allow(*NEAR),
        V.CREATE: allow(*IN_CHARGE),
        V.CHANGE: allow(R.OWNER),
    },
    Kind.CHECK_IN_OF_PERSON: {
        V.SEE: rule(
            allow(R.SUBJECT, R.RECIPIENT),
            allow(R.LEAD, modes=INDIVIDUAL),
            redact(R.LEAD, hides={Field.FIGURES}, modes=GUARDED),
        ),
        V.CREATE: allow(R.SUBJECT),
        V.CHANGE: allow(R.SUBJECT),
    },
    Kind.PROPOSAL: {
        V.SEE: rule(
            allow(R.OWNER, R.RECIPIENT, R.SUBJECT, R.LEAD, R.SKIP_LEAD),
            redact(R.TEAMMATE, R.COLLEAGUE, hides={Field.WORDS}),
        ),
        V.CHANGE: allow(R.RECIPIENT),
        V.RETIRE: allow(R.OWNER),
    },
}

PEOPLE: dict[Kind, dict[Verb, Grants]] = {
    Kind.UNIT: {
        V.SEE: allow(R.COLLEAGUE, R.TEAMMATE, R.LEAD, R.SKIP_LEAD, R.SERVING, R.ADMINISTRATOR),
        V.CREATE: ADMINISTERED,
        V.CHANGE: ADMINISTERED,
        V.RETIRE: ADMINISTERED,
    },
    Kind.PERSON: {
        V.SEE: allow(R.SUBJECT, R.COLLEAGUE, R.TEAMMATE, R.LEAD, R.SKIP_LEAD, R.ADMINISTRATOR),
        V.CREATE: ADMINISTERED,
        V.CHANGE: allow(R.SUBJECT, R.ADMINISTRATOR),
        V.RETIRE: ADMINISTERED,
        V.EXPORT: allow(R.SUBJECT),
    },
    Kind.ACCOUNT_TIE: {
        V.SEE: allow(R.SUBJECT, R.LEAD, R.ADMINISTRATOR),
        V.CREATE: ADMINISTERED,
        V.CHANGE: ADMINISTERED,
        V.RETIRE: ADMINISTERED,
        V.DISPUTE: allow(R.SUBJECT),
    },
    Kind.ACCESS_LOG: {
        V.SEE: rule(
            allow(R.SUBJECT),
            redact(R.ADMINISTRATOR, R.OBSERVER, hides={Field.SUBJECT, Field.READER}),
        ),
    },
    Kind.TOKEN: {
        V.SEE: rule(allow(R.OWNER), redact(R.ADMINISTRATOR, hides={Field.SECRET})),
        V.CREATE: allow(R.OWNER),
        V.RETIRE: allow(R.OWNER, R.ADMINISTRATOR),
    },
}

NUMBERS: dict[Kind, dict[Verb, Grants]] = {
    Kind.MEASURE: {
        V.SEE: allow(*ALL_HERE, R.OBSERVER, R.ADMINISTRATOR),
        V.CREATE: allow(R.LEAD, R.SKIP_LEAD, R.ADMINISTRATOR),
        V.CHANGE: allow(R.OWNER, R.ADMINISTRATOR),
        V.RETIRE: allow(R.OWNER, R.ADMINISTRATOR),
        V.PROPOSE: allow(*ALL_HERE),
    },
    Kind.FIGURE_OF_ORGANISATION: {V.SEE: allow(R.COLLEAGUE)},
    Kind.FIGURE_OF_UNIT: {
        V.SEE: rule(
            allow(R.LEAD, modes=INDIVIDUAL),
            aggregate(R.LEAD, modes=GUARDED),
            aggregate(R.SKIP_LEAD, R.TEAMMATE, R.COLLEAGUE),
        ),
    },
    Kind.FIGURE_OF_PERSON: {
        V.SEE: rule(allow(R.SUBJECT), allow(R.LEAD, modes=INDIVIDUAL)),
        V.DISPUTE: allow(R.SUBJECT),
        V.EXPORT: allow(R.SUBJECT),
    },
    Kind.DISPUTE: {
        V.SEE: rule(
            allow(R.SUBJECT),
            allow(R.LEAD, modes=INDIVIDUAL),
            redact(R.ADMINISTRATOR, hides={Field.FIGURES}),
        ),
        V.CHANGE: allow(R.LEAD, R.ADMINISTRATOR),
    },
    Kind.TICKETS_OF_ORGANISATION: {V.SEE: redact(R.COLLEAGUE, hides={Field.AGENT})},
    Kind.TICKETS_OF_UNIT: {
        V.SEE: rule(
            allow(R.LEAD, modes=INDIVIDUAL),
            redact(R.LEAD, hides={Field.AGENT}, modes=GUARDED),
            redact(R.SKIP_LEAD, R.TEAMMATE, R.COLLEAGUE, hides={Field.AGENT}),
        ),
    },
    Kind.TICKETS_OF_PERSON: {
        V.SEE: rule(allow(R.SUBJECT), allow(R.LEAD, modes=INDIVIDUAL)),
        V.DISPUTE: allow(R.SUBJECT),
    },
}

HOUSE: dict[Kind, dict[Verb, Grants]] = {
    Kind.SOURCE: {
        V.SEE: rule(ADMINISTERED, redact(*ALL_HERE, R.OBSERVER, hides={Field.CONNECTION})),
        V.CREATE: ADMINISTERED,
        V.CHANGE: ADMINISTERED,
        V.RETIRE: ADMINISTERED,
    },
    Kind.JOB: {
        V.SEE: allow(R.OWNER, R.ADMINISTRATOR),
        V.CREATE: ADMINISTERED,
        V.CHANGE: ADMINISTERED,
    },
    Kind.TRAIL: {
        V.SEE: redact(R.ADMINISTRATOR, hides={Field.CONTENT}),
        V.EXPORT: redact(R.ADMINISTRATOR, hides={Field.CONTENT}),
    },
    Kind.SETTINGS: {
        V.SEE: allow(*ALL_HERE, R.OBSERVER, R.ADMINISTRATOR),
        V.CHANGE: ADMINISTERED,
    },
}

TABLE: Mapping[Kind, Mapping[Verb, Grants]] = MappingProxyType(PLAN | PEOPLE | NUMBERS | HOUSE)
"""Every kind, its verbs, and the grants of each."""

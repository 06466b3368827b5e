"""The effects that are built into the simulated tickets: what an analysis should find again.

Chances are in proportions, times in hours, unless a name says otherwise.
"""

TRAINING_EFFECT = 0.12
"""Added to the chance that a trained agent solves at the first contact, from the training week."""
TRAINED_TEAM = "billing"

ROUTING_EFFECT = 0.6
"""Chances of being passed on, times this, once tickets are routed by what the customer chose."""
ROUTED_TEAM = "orders"

SKILL_MIDDLE = 0.6
SKILL_ON_FIRST_CONTACT = 0.25
"""Per unit of skill (0 to 1) above the middle."""
SKILL_ON_HANDOFF = -0.35
SKILL_ON_OUTPUT = 0.7
"""Tickets a day, as a factor: 0.6 + this times the skill."""
SKILL_HALF_LIFE_WEEKS = 18.0
"""After so many weeks half of what there is to learn has been learnt."""

OUTAGE_FACTOR = 5.0
"""Times as many tickets about faults, payment and log-in during the outage's three days."""
OUTAGE_DAYS = 3
GROWTH = 0.22
"""More tickets at the end than at the beginning, before seasons."""
UTILISATION = 0.78
"""Work that arrives, as a share of what the team can do, over the whole time."""

WRONG_QUEUE = 0.11
"""Chance that a ticket first lands in a queue it does not belong to."""
NOISY_HANDOFF = 0.30
"""Chance that whoever passes a ticket on writes to the customer first. Either way, a ticket that
was passed on does not count as solved at the first contact."""

CSAT_AT_ZERO_WAIT = 0.9
"""Log-odds of a 4 or 5 for an instant reply that did not solve it."""
CSAT_FIRST_CONTACT = 1.15
"""Log-odds added where the first contact solved it."""
CSAT_PER_LOG_HOUR = -0.28
"""Log-odds per natural logarithm of (1 + hours to the first human reply)."""
CSAT_ANSWERS = 0.24
"""Chance that a survey is answered, raised for the very unhappy."""

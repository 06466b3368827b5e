"""All rules, by the pitfall that they look for. A new rule is a file, and a line here."""

from __future__ import annotations

from trigpoint.core.craft.rule import Rule
from trigpoint.core.craft.rules import (
    against_figures,
    concerns,
    department_apart,
    department_silent,
    fewer_check_ins,
    lead_silent,
    loose,
    means_anything,
    never_began,
    no_effort,
    no_figure,
    no_measure,
    no_thanks,
    nobody_asked,
    nobody_carries,
    not_borne_out,
    only_money,
    out_of_reach,
    pay_against,
    sign_unanswered,
    silent,
    too_many,
    unanswered,
    unchanged,
    unread,
    without_goal,
)

RULES: tuple[Rule, ...] = (
    loose.RULE,
    nobody_carries.RULE,
    without_goal.RULE,
    unanswered.RULE,
    silent.RULE,
    lead_silent.RULE,
    unread.RULE,
    nobody_asked.RULE,
    concerns.RULE,
    unchanged.RULE,
    sign_unanswered.RULE,
    no_thanks.RULE,
    only_money.RULE,
    pay_against.RULE,
    out_of_reach.RULE,
    no_effort.RULE,
    too_many.RULE,
    means_anything.RULE,
    no_figure.RULE,
    no_measure.RULE,
    not_borne_out.RULE,
    against_figures.RULE,
    department_silent.RULE,
    department_apart.RULE,
    fewer_check_ins.RULE,
    never_began.RULE,
)

BY_KEY = {rule.key: rule for rule in RULES}

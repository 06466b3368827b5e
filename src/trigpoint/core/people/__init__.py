"""Who works where, and who may see and do what.

* `validity`, `units`: the tree of units and the memberships in it, day by day;
* `kinds`: the words of the policy: kinds of things, verbs, relations, privacy modes, outcomes;
* `facts`: what is known of an actor and of a thing, which is all that a decision looks at;
* `relations`: each relation once, in words and as a predicate over those facts;
* `table`: the one decision table, as data;
* `policy`: deciding by that table, and explaining it on the page "Who can see this?".
"""

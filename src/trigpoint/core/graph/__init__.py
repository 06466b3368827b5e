"""The one goal graph: goals, what adds up to them, and what that comes to.

A module is one noun:

* `target`: what a goal holds a measure to, and `guard`, what must not get worse meanwhile;
* `reading` and `progress`: one value of a measure, and how far it brings a target;
* `goal`, `link`: the nodes and the edges (contributions add up, drives are believed causes);
* `graph`: both together, with the checks; a cycle is refused with the path that would close;
* `pool` and `rollup`: weighted means over the whole graph, or over one change's ancestors;
* `sight`: the line of sight, up to the top and down to whoever carries a goal;
* `explain`: the arithmetic of a figure, down to readings;
* `withhold`: which figures would give away one that the reader may not see;
* `whatif`: the figures after edits that nobody has made yet;
* `status`: what the figures say, where they decide; `words`: what all this is called;
* `reckoning`: every goal's figure and status, and both again after a few new readings.

Ids are the public ids of the records, as strings. Days are dates in the organisation's zone,
instants are integer seconds since 1970 UTC. Progress is a fraction: 0 at the baseline, 1 at the
target, beyond both where the value is beyond.
"""

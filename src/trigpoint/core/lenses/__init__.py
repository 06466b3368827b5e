"""The five ways to write goals: views and rules over the one graph.

* `cascade`: who carries what, who is not aligned, how a target is split;
* `guide`: the steps of a way, with what is done, skipped and next;
* `templates`: what a team of a sector may begin with;
* `pyramid`: layers, what rests on what, and where a layer does not carry;
* `v2mom`: vision, values, methods, obstacles, measures.
"""

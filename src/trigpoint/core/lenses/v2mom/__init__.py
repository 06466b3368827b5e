"""Rules of the V2MOM: vision, values, methods, obstacles, measures. All of them are pure.

* `written`: what stands in a V2MOM, as plain data that an edition keeps;
* `gates`: what is missing before it is published;
* `difference`: what changed between two editions, in words;
* `meets`: where it meets the plan above, and where it does not;
* `obstacles`: their order, and when a warning sign has come;
* `cadence`: when it is called stale;
* `steps`: the guided steps.
"""

/*
Calls given up
key: abandonment
version: 2
unit: share
direction: lower
statistic: share
clock: none
population: calls that reached a queue, but those given up within the seconds given
date: when the call came in
owner: whoever took the call; nobody where nobody did
minimum: 30
missing: [short_call, no_queue]
parameters:
  short: {default: 5, least: 0, most: 60}
  calls: [queued, all]
query: offered_calls
says: {counts: given_up, within: 0, of: offered}
*/

/*
Service level
key: service_level
version: 2
unit: share
direction: raise
statistic: share
clock: from the offer to the answer
population: calls that reached a queue, or those that were answered
date: when the call came in
owner: whoever took the call; nobody where nobody did
minimum: 30
missing: [short_call, no_queue, given_up]
parameters:
  within: {default: 20, least: 1, most: 3600}
  of: [offered, answered]
  short: {default: 0, least: 0, most: 60}
  calls: [queued, all]
query: offered_calls
says: {counts: in_time}
*/

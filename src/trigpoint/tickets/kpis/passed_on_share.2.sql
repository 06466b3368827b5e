/*
Tickets passed on
key: passed_on_share
version: 2
unit: share
direction: lower
statistic: share
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever passed the ticket on; whoever held it at that solve, who need not have
minimum: 30
missing: []
parts: true
parameters:
  among: [people, queues]
  counts: [all, after_reply]
query: handed_on
says: {first: left_out}
*/

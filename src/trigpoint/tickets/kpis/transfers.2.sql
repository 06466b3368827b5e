/*
Transfers per solved ticket
key: transfers
version: 2
unit: per ticket
direction: lower
statistic: mean
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever passed the ticket on; whoever held it at that solve, who need not have
minimum: 30
missing: []
parts: true
parameters:
  among: [people, queues]
  first: [left_out, counted]
query: handed_on
says: {counts: all}
*/

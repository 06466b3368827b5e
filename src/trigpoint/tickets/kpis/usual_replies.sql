/*
Replies that half of the tickets took
key: usual_replies
version: 1
unit: per ticket
direction: lower
statistic: quantile
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 30
missing: []
parameters:
  counts: [each, turns]
query: replies
*/

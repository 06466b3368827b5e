/*
Full resolution time
key: full_resolution_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
  counts: [last, solves]
  schedule: [each, at_end]
query: solve_time
says: {stays: 0}
*/

/*
First resolution time
key: first_resolution_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the first solve
population: tickets that were solved, by their first solve, whether they stayed solved or not
date: the first solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours, too_recent]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
  stays: {default: 0, least: 0, most: 168}
  schedule: [each, at_end]
query: solve_time
says: {counts: first}
*/

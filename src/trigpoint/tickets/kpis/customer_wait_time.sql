/*
Time waiting for the customer
key: customer_wait_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: waiting for the customer, up to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours]
parts: true
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  counts: [at_end, by_interval]
query: time_in_status
says: {states: [pending], none: counted}
*/

/*
Time on hold
key: on_hold_time
version: 2
unit: seconds
direction: lower
statistic: quantile
clock: on hold, as it lies in each period
population: tickets that were on hold in the period, solved or not
date: as it lies in each period
owner: whoever had the ticket in that time
minimum: 10
missing: [no_hours]
parts: true
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  counts: [by_interval, at_end]
query: time_in_status
says: {states: [hold], none: left_out}
*/

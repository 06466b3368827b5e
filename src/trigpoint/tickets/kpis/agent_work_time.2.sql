/*
Time open with us
key: agent_work_time
version: 2
unit: seconds
direction: lower
statistic: quantile
clock: new and open, as it lies in each period
population: tickets that were new or open in the period, solved or not
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
says: {states: [new, open], none: counted}
*/

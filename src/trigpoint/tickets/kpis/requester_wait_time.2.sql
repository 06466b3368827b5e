/*
Time the customer waited for us
key: requester_wait_time
version: 2
unit: seconds
direction: lower
statistic: quantile
clock: new, open and on hold, as it lies in each period
population: tickets that were new, open or on hold in the period, solved or not
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
says: {states: [new, open, hold], none: counted}
*/

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
*/
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel,
    CASE WHEN :hours = 'business' THEN worked ELSE elapsed END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :counts = 'last' AND last = 0 THEN 'solved_again'
        WHEN :counts = 'last' AND reopened IS NOT NULL THEN 'reopened'
        WHEN :hours = 'business' AND worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM solve

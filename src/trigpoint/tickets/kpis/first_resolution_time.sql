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
missing: [no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
*/
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel,
    CASE WHEN :hours = 'business' THEN worked ELSE elapsed END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :hours = 'business' AND worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM solve
WHERE nth = 1

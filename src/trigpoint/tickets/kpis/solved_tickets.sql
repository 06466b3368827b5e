/*
Solved tickets
key: solved_tickets
version: 1
unit: tickets
direction: raise
statistic: count
clock: none
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 0
missing: []
parameters:
  counts: [tickets, solves, quarter_hour]
*/
SELECT key, solved AS dated, account, queue, priority, channel, 1 AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :counts = 'quarter_hour' AND nth > 1 THEN 'solved_before'
        WHEN :counts = 'quarter_hour' AND elapsed >= 900 THEN 'not_at_once'
        WHEN :counts <> 'tickets' THEN ''
        WHEN last = 0 THEN 'solved_again'
        WHEN reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve

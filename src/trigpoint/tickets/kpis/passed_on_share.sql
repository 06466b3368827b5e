/*
Tickets passed on
key: passed_on_share
version: 1
unit: share
direction: lower
statistic: share
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 30
missing: []
parameters:
  among: [people, queues]
*/
SELECT key, solved AS dated, account, queue, priority, channel,
    CASE WHEN :among = 'queues' AND queue_moves > 0 OR :among = 'people' AND handovers > 0
        THEN 1 ELSE 0
    END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN last = 0 THEN 'solved_again'
        WHEN reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve

/*
Replies per solved ticket
key: replies_per_ticket
version: 1
unit: per ticket
direction: lower
statistic: mean
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 30
missing: []
parameters: {}
*/
SELECT key, solved AS dated, account, queue, priority, channel, replies AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN last = 0 THEN 'solved_again'
        WHEN reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve

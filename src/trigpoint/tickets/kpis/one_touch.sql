/*
One-touch resolution
key: one_touch
version: 1
unit: share
direction: raise
statistic: share
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve; those without a reply beside it
date: the last solve
owner: whoever held the ticket at that solve
minimum: 30
missing: [no_reply]
parameters:
  counts: [one, under_two]
*/
SELECT key, solved AS dated, account, queue, priority, channel,
    CASE WHEN replies < 2 THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN last = 0 THEN 'solved_again'
        WHEN reopened IS NOT NULL THEN 'reopened'
        WHEN :counts = 'one' AND replies = 0 THEN 'no_reply'
        ELSE ''
    END AS reason
FROM solve

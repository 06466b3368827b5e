/*
Transfers per solved ticket
key: transfers
version: 2
unit: per ticket
direction: lower
statistic: mean
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever passed the ticket on; whoever held it at that solve, who need not have
minimum: 30
missing: []
parts: true
parameters:
  among: [people, queues]
*/
WITH part AS (
    SELECT s.key, h.account, h.queue, h.priority, h.channel, 1 AS passed
    FROM solve AS s
    JOIN handover AS h ON h.key = s.key AND h.among = :among
    WHERE s.last = 1
        AND h.nth <= CASE WHEN :among = 'queues' THEN s.queue_moves ELSE s.handovers END
    UNION ALL
    SELECT key, account, queue, priority, channel, 0 AS passed FROM solve WHERE last = 1
)
SELECT s.key, s.solved AS dated, p.account, p.queue, p.priority, p.channel, p.passed AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve AS s
JOIN part AS p ON p.key = s.key
WHERE s.last = 1

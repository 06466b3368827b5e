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
  counts: [all, after_reply]
*/
WITH told AS (
    SELECT key, replies, handovers, queue_moves,
        LAG(replies) OVER (PARTITION BY key ORDER BY n) AS earlier
    FROM ticket_event
), reply AS (
    SELECT key, handovers, queue_moves FROM told WHERE replies > 0 AND COALESCE(earlier, 0) = 0
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE
        WHEN :counts = 'all' AND :among = 'queues' AND s.queue_moves > 0 THEN 1
        WHEN :counts = 'all' AND :among = 'people' AND s.handovers > 0 THEN 1
        WHEN :counts = 'after_reply' AND :among = 'queues' AND s.queue_moves > r.queue_moves THEN 1
        WHEN :counts = 'after_reply' AND :among = 'people' AND s.handovers > r.handovers THEN 1
        ELSE 0
    END AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.last = 0 THEN 'solved_again'
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve s LEFT JOIN reply r ON r.key = s.key

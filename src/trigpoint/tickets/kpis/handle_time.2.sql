/*
Handle time of tickets
key: handle_time
version: 2
unit: seconds
direction: lower
statistic: mean
clock: the seconds at work on a ticket; what runs at the same time counts once
population: tickets that are solved now and that somebody was at work on, as the source says
date: the last solve; the opening, where open time is counted
owner: whoever was at work on it, each with their own seconds
minimum: 30
missing: []
parts: true
parameters:
  counts: [work, held]
*/
WITH span AS (
    SELECT key, category, account, queue, occurred,
        LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS ended
    FROM ticket_event
), part AS (
    SELECT t.key, w.account, w.queue, w.channel, w.alone AS seconds
    FROM stretch AS w
    JOIN ticket AS t ON t.source = w.source AND t.ticket = w.ticket
    WHERE :counts = 'work' AND w.doing = 'handling'
    UNION ALL
    SELECT p.key, p.account, p.queue, NULL AS channel, p.ended - p.occurred AS seconds
    FROM span AS p
    JOIN solve AS s ON s.key = p.key AND s.last = 1 AND p.ended <= s.solved
    WHERE :counts = 'held' AND p.account IS NOT NULL AND p.category IN ('new', 'open')
)
SELECT s.key, CASE WHEN :counts = 'held' THEN s.created ELSE s.solved END AS dated, p.account,
    COALESCE(p.queue, s.queue) AS queue, s.priority, COALESCE(p.channel, s.channel) AS channel,
    p.seconds AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve AS s
JOIN part AS p ON p.key = s.key
WHERE s.last = 1

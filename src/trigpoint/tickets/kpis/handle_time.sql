/*
Handle time of tickets
key: handle_time
version: 1
unit: seconds
direction: lower
statistic: mean
clock: the seconds at work on a ticket; what runs at the same time counts once
population: tickets that somebody was at work on, as the source says
date: the end of the last stretch of work
owner: whoever worked on it last
minimum: 30
missing: []
parameters:
  counts: [work, held]
*/
WITH work AS (
    SELECT key, source, ticket, ended, account, queue, priority, channel,
        CAST(SUM(alone) OVER (PARTITION BY source, ticket) AS BIGINT) AS amount,
        LEAD(ended) OVER (PARTITION BY source, ticket ORDER BY ended, key, n) AS later
    FROM stretch
    WHERE doing = 'handling' AND ticket IS NOT NULL
), span AS (
    SELECT key, category, account, occurred,
        LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS ended
    FROM ticket_event
), held AS (
    SELECT s.key, CAST(SUM(p.ended - p.occurred) AS BIGINT) AS seconds
    FROM solve AS s
    JOIN span AS p ON p.key = s.key
    WHERE s.last = 1 AND p.ended <= s.solved AND p.account IS NOT NULL
        AND p.category IN ('new', 'open')
    GROUP BY s.key
)
SELECT COALESCE(t.key, w.key) AS key, w.ended AS dated, w.account,
    COALESCE(w.queue, t.queue) AS queue, t.priority, COALESCE(w.channel, t.channel) AS channel,
    w.amount, COALESCE(t.excluded, '') AS reason
FROM work AS w
LEFT JOIN ticket AS t ON t.source = w.source AND t.ticket = w.ticket
WHERE :counts = 'work' AND w.later IS NULL
UNION ALL
SELECT s.key, s.created AS dated, s.account, s.queue, s.priority, s.channel, h.seconds AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve AS s
JOIN held AS h ON h.key = s.key
WHERE :counts = 'held' AND s.last = 1

/*
Solved by the bot alone
key: containment
version: 1
unit: share
direction: raise
statistic: share
clock: none
population: tickets that a bot answered in public, by their first solve
date: the first solve
owner: whoever held the ticket at that solve
minimum: 30
missing: [too_recent]
parameters:
  days: {default: 7, least: 1, most: 90}
  counts: [solved, begun]
  holder: [solver, bot]
*/
WITH spoken AS (
    SELECT key, occurred, actor, account, queue, priority, channel,
        SUM(1) OVER (PARTITION BY key ORDER BY n) AS nth
    FROM ticket_event
    WHERE kind = 'message' AND author = 'bot' AND public
)
SELECT t.key, COALESCE(s.solved, b.occurred) AS dated,
    CASE
        WHEN :holder = 'bot' THEN b.actor
        WHEN s.key IS NULL THEN b.account
        ELSE s.account
    END AS account,
    CASE WHEN s.key IS NULL THEN b.queue ELSE s.queue END AS queue,
    CASE WHEN s.key IS NULL THEN b.priority ELSE s.priority END AS priority,
    CASE WHEN s.key IS NULL THEN b.channel ELSE s.channel END AS channel,
    CASE
        WHEN s.replies = 0 AND (s.reopened IS NULL OR s.reopened > s.solved + :days * 86400) THEN 1
        ELSE 0
    END AS amount,
    CASE
        WHEN t.excluded <> '' THEN t.excluded
        WHEN COALESCE(s.solved, b.occurred) + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM spoken AS b
JOIN ticket AS t ON t.key = b.key
LEFT JOIN solve AS s ON s.key = b.key AND s.nth = 1
WHERE b.nth = 1 AND (s.key IS NOT NULL OR :counts = 'begun')

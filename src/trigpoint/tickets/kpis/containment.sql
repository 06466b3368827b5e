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
*/
WITH bot AS (
    SELECT key, CAST(SUM(1) AS BIGINT) AS said
    FROM ticket_event
    WHERE kind = 'message' AND author = 'bot' AND public
    GROUP BY key
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE
        WHEN s.replies = 0 AND (s.reopened IS NULL OR s.reopened > s.solved + :days * 86400) THEN 1
        ELSE 0
    END AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.solved + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM solve AS s
JOIN bot ON bot.key = s.key
WHERE s.nth = 1

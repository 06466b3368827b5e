/*
First-contact resolution
key: first_contact_resolution
version: 2
unit: share
direction: raise
statistic: share
clock: the days given, from the first solve
population: tickets answered at least once before their first solve, once the days given have passed
date: the first solve
owner: whoever held the ticket at that solve
minimum: 30
missing: [no_reply, too_recent]
parameters:
  days: {default: 7, least: 0, most: 30}
  again: [any_queue, same_queue]
  counts: [one_reply, closed_once, first_response]
*/
WITH mark AS (
    SELECT key, requester, CASE WHEN :again = 'same_queue' THEN queue END AS place,
        created AS moment, 0 AS solved
    FROM ticket
    WHERE excluded = '' AND requester IS NOT NULL AND :counts = 'one_reply'
    UNION ALL
    SELECT t.key, t.requester, CASE WHEN :again = 'same_queue' THEN t.queue END AS place,
        s.solved AS moment, 1 AS solved
    FROM solve AS s
    JOIN ticket AS t ON t.key = s.key
    WHERE t.excluded = '' AND t.requester IS NOT NULL AND :counts = 'one_reply' AND s.nth = 1
), told AS (
    SELECT key, requester, COALESCE(place, '') AS place, moment, solved, CAST(SUM(1 - solved) OVER (
            PARTITION BY requester, place ORDER BY moment, solved, key
        ) AS BIGINT) AS opened
    FROM mark
), contact AS (
    SELECT w.key, o.moment AS again
    FROM told AS w
    JOIN told AS o ON o.requester = w.requester AND o.place = w.place AND o.opened = w.opened + 1
    WHERE w.solved = 1 AND o.solved = 0
), talk AS (
    SELECT key, occurred, actor, LAG(actor) OVER (PARTITION BY key ORDER BY n) AS before
    FROM ticket_event
    WHERE kind = 'message' AND public AND author = 'agent' AND occurred > created
), second AS (
    SELECT s.key, CAST(SUM(1) AS BIGINT) AS changes
    FROM solve AS s
    JOIN talk AS k ON k.key = s.key AND k.occurred <= s.solved AND k.actor <> k.before
    WHERE :counts = 'closed_once' AND s.nth = 1
    GROUP BY s.key
), verdict AS (
    SELECT s.key, s.solved, s.account, s.queue, s.priority, s.channel, s.excluded, s.replies,
        CASE
            WHEN :counts <> 'closed_once' AND s.replies > 1 THEN 'second_reply'
            WHEN :counts = 'first_response' THEN 'first_response'
            WHEN s.handovers > 0 THEN 'passed_on'
            WHEN p.key IS NOT NULL THEN 'two_replied'
            WHEN :counts = 'closed_once' AND s.reopened IS NOT NULL THEN 'opened_again'
            WHEN :counts = 'closed_once' THEN 'closed_once'
            WHEN s.reopened <= s.solved + :days * 86400 THEN 'opened_again'
            WHEN c.again <= s.solved + :days * 86400 THEN 'wrote_again'
            ELSE ''
        END AS cause
    FROM solve AS s
    LEFT JOIN contact AS c ON c.key = s.key
    LEFT JOIN second AS p ON p.key = s.key
    WHERE s.nth = 1
)
SELECT key, solved AS dated, account, queue, priority, channel,
    CASE WHEN cause IN ('', 'closed_once', 'first_response') THEN 1 ELSE 0 END AS amount, cause,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN replies = 0 THEN 'no_reply'
        WHEN solved + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM verdict

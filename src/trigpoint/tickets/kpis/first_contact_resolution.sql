/*
First-contact resolution
key: first_contact_resolution
version: 1
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
  counts: [one_reply, closed_once]
*/
WITH contact AS (
    SELECT key, LEAD(created) OVER (
            PARTITION BY requester, CASE WHEN :again = 'same_queue' THEN queue END
            ORDER BY created, key
        ) AS again
    FROM ticket
    WHERE excluded = '' AND requester IS NOT NULL
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
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE
        WHEN :counts = 'closed_once'
            AND s.handovers = 0 AND p.key IS NULL AND s.reopened IS NULL
        THEN 1
        WHEN :counts = 'one_reply' AND s.replies = 1 AND s.handovers = 0
            AND COALESCE(s.reopened > s.solved + :days * 86400, TRUE)
            AND COALESCE(c.again > s.solved + :days * 86400, TRUE)
        THEN 1 ELSE 0
    END AS amount,
    CASE
        WHEN :counts = 'one_reply' AND s.replies > 1 THEN 'second_reply'
        WHEN s.handovers > 0 THEN 'passed_on'
        WHEN p.key IS NOT NULL THEN 'two_replied'
        WHEN :counts = 'closed_once' AND s.reopened IS NOT NULL THEN 'opened_again'
        WHEN :counts = 'closed_once' THEN 'closed_once'
        WHEN s.reopened <= s.solved + :days * 86400 THEN 'opened_again'
        WHEN c.again <= s.solved + :days * 86400 THEN 'wrote_again'
        ELSE ''
    END AS cause,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.replies = 0 THEN 'no_reply'
        WHEN s.solved + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM solve AS s
LEFT JOIN contact AS c ON c.key = s.key
LEFT JOIN second AS p ON p.key = s.key
WHERE s.nth = 1

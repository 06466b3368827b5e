/*
New tickets
key: new_tickets
version: 1
unit: tickets
direction: lower
statistic: count
clock: none
population: tickets that customers opened
date: the creation
owner: whoever held the ticket when it was opened
minimum: 0
missing: []
parameters:
  holder: [opening, first]
*/
WITH held AS (
    SELECT key, account, queue,
        SUM(CASE WHEN account IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY key ORDER BY n)
            AS people,
        SUM(CASE WHEN queue IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY key ORDER BY n) AS queues
    FROM ticket_event
)
SELECT e.key, e.occurred AS dated,
    CASE WHEN :holder = 'first' THEN a.account ELSE e.account END AS account,
    CASE WHEN :holder = 'first' THEN q.queue ELSE e.queue END AS queue,
    e.priority, e.channel, 1 AS amount, t.excluded AS reason
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key
LEFT JOIN held AS a
    ON :holder = 'first' AND a.key = e.key AND a.people = 1 AND a.account IS NOT NULL
LEFT JOIN held AS q
    ON :holder = 'first' AND q.key = e.key AND q.queues = 1 AND q.queue IS NOT NULL
WHERE e.kind = 'created'

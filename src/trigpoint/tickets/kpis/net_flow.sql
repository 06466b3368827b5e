/*
Came in less went out
key: net_flow
version: 1
unit: tickets
direction: lower
statistic: sum
clock: none
population: tickets that became active, less those that ceased to be
date: when it came or went
owner: whoever held the ticket then
minimum: 0
missing: []
parameters:
  counts: [active, first]
*/
WITH span AS (
    SELECT key, excluded, started, ended, account, queue, priority, channel,
        LAG(ended) OVER (PARTITION BY key ORDER BY started) AS before,
        LEAD(started) OVER (PARTITION BY key ORDER BY started) AS later
    FROM active
)
SELECT key, started AS dated, account, queue, priority, channel, 1 AS amount, excluded AS reason
FROM span
WHERE :counts = 'active' AND (before IS NULL OR before <> started)
UNION ALL
SELECT key, ended AS dated, account, queue, priority, channel, -1 AS amount, excluded AS reason
FROM span
WHERE :counts = 'active' AND (later IS NULL OR later <> ended) AND ended <= :as_of
UNION ALL
SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel, 1 AS amount,
    t.excluded AS reason
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key
WHERE :counts = 'first' AND e.kind = 'created'
UNION ALL
SELECT key, solved AS dated, account, queue, priority, channel, -1 AS amount, excluded AS reason
FROM solve
WHERE :counts = 'first' AND nth = 1

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
parameters: {}
*/
WITH span AS (
    SELECT key, excluded, started, ended, account, queue, priority, channel,
        LAG(ended) OVER (PARTITION BY key ORDER BY started) AS before,
        LEAD(started) OVER (PARTITION BY key ORDER BY started) AS later
    FROM active
)
SELECT key, started AS dated, account, queue, priority, channel, 1 AS amount, excluded AS reason
FROM span
WHERE before IS NULL OR before <> started
UNION ALL
SELECT key, ended AS dated, account, queue, priority, channel, -1 AS amount, excluded AS reason
FROM span
WHERE (later IS NULL OR later <> ended) AND ended <= :as_of

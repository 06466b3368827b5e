/*
Calls given up
key: abandonment
version: 2
unit: share
direction: lower
statistic: share
clock: none
population: calls that reached a queue, but those given up within the seconds given
date: when the call came in
owner: whoever took the call; nobody where nobody did
minimum: 30
missing: [short_call, no_queue]
parameters:
  short: {default: 5, least: 0, most: 60}
  calls: [queued, all]
*/
WITH named AS (
    SELECT source, CAST(SUM(1) AS BIGINT) AS calls FROM call WHERE queue IS NOT NULL GROUP BY source
)
SELECT c.key, c.offered AS dated, c.account, c.queue, c.priority, c.channel,
    CASE WHEN c.answered IS NULL THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN c.outbound = 1 THEN 'outbound'
        WHEN :calls = 'queued' AND n.source IS NOT NULL AND c.queue IS NULL AND c.answered IS NULL
        THEN 'no_queue'
        WHEN c.answered IS NULL AND :short > 0 AND c.ended - c.offered <= :short THEN 'short_call'
        ELSE ''
    END AS reason
FROM call AS c
LEFT JOIN named AS n ON n.source = c.source

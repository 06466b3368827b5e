/*
SLA attainment
key: sla_attainment
version: 1
unit: share
direction: raise
statistic: share
clock: as promised to the customer when the target was applied
population: promises that were kept or broken; those still running are not counted
date: when the promise was kept, or broken
owner: whoever held the ticket at that moment
minimum: 30
missing: []
parameters:
  target: [any, first_reply, resolution, next_reply]
  merged: [left_out, counted]
*/
WITH told AS (
    SELECT key, settled, account, queue, priority, channel, met, cancelled,
        CASE WHEN :merged = 'counted' AND excluded = 'merged' THEN '' ELSE excluded END AS excluded
    FROM promise
    WHERE :target IN ('any', target)
)
SELECT key, settled AS dated, account, queue, priority, channel, met AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN cancelled = 1 THEN 'cancelled'
        WHEN settled > :as_of THEN 'running'
        ELSE ''
    END AS reason
FROM told

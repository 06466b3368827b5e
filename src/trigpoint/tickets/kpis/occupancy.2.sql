/*
Occupancy
key: occupancy
version: 2
unit: share
direction: raise
statistic: ratio
clock: the seconds at work, of those at work or free for it
population: time at work and time free for work
date: as it lies in each period
owner: whoever it is of
minimum: 30
missing: []
parameters: {}
*/
WITH piece AS (
    SELECT s.key, s.doing, s.account, s.queue, s.priority, s.channel,
        CASE WHEN s.started > i.dated THEN s.started ELSE i.dated END AS began,
        CASE WHEN s.ended < i.moment THEN s.ended ELSE i.moment END AS stopped
    FROM spell AS s
    JOIN instant AS i ON s.started < i.moment AND s.ended > i.dated
)
SELECT key, began AS dated, account, queue, priority, channel,
    CASE WHEN doing = 'handling' THEN stopped - began ELSE 0 END AS amount,
    stopped - began AS weight, '' AS reason
FROM piece

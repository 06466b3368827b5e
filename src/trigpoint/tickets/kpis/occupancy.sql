/*
Occupancy
key: occupancy
version: 1
unit: share
direction: raise
statistic: ratio
clock: the seconds at work, of those at work or free for it
population: stretches of work and of waiting for work
date: the begin of the stretch
owner: whoever it is of
minimum: 30
missing: []
parameters: {}
*/
SELECT key, started AS dated, account, queue, priority, channel,
    CASE WHEN doing = 'handling' THEN alone ELSE 0 END AS amount, alone AS weight,
    CASE WHEN doing IN ('handling', 'available') THEN '' ELSE 'not_at_work' END AS reason
FROM stretch

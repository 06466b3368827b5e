/*
Customers who stayed
key: retention
version: 1
unit: share
direction: raise
statistic: pooled
clock: none
population: customers at the start of a time, as typed in or imported
date: the begin of the time they are of
owner: nobody
minimum: 30
missing: []
parameters: {}
*/
SELECT key, dated, account, queue, priority, channel, whole - amount AS amount, whole AS weight,
    '' AS reason
FROM entry
WHERE kind = 'customers'

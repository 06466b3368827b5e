/*
Help centre without a ticket
key: self_service
version: 1
unit: share
direction: raise
statistic: pooled
clock: none
population: visits of the help centre, as typed in or imported
date: the begin of the time they are of
owner: nobody
minimum: 30
missing: []
parameters: {}
*/
SELECT key, dated, account, queue, priority, channel, amount, whole AS weight, '' AS reason
FROM entry
WHERE kind = 'help_centre'

/*
Backlog
key: backlog
version: 1
unit: tickets
direction: lower
statistic: count
clock: none
population: tickets that were new, open, waiting or on hold at the end of the period
date: the end of the period
owner: whoever held the ticket at that moment
minimum: 0
missing: []
snapshot: true
parameters: {}
*/
SELECT a.key, i.dated, a.account, a.queue, a.priority, a.channel, 1 AS amount, a.excluded AS reason
FROM active AS a
JOIN instant AS i ON a.started < i.moment AND i.moment <= a.ended

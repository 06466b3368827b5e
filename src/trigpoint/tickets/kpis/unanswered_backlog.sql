/*
Waiting for a first reply
key: unanswered_backlog
version: 1
unit: tickets
direction: lower
statistic: count
clock: none
population: tickets of the backlog that nobody had answered at the end of the period
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
JOIN ticket AS t ON t.key = a.key
WHERE COALESCE(t.replied >= i.moment, TRUE)

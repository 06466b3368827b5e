/*
Backlog age
key: backlog_age
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the end of the period
population: tickets that were new, open, waiting or on hold at the end of the period
date: the end of the period
owner: whoever held the ticket at that moment
minimum: 10
missing: []
snapshot: true
parameters:
  quantile: [median, p90, mean]
*/
SELECT a.key, i.dated, a.account, a.queue, a.priority, a.channel,
    i.moment - a.created AS amount, a.excluded AS reason
FROM active AS a
JOIN instant AS i ON a.started < i.moment AND i.moment <= a.ended

/*
Old tickets in the backlog
key: old_backlog
version: 1
unit: share
direction: lower
statistic: share
clock: from the creation to the end of the period
population: tickets that were new, open, waiting or on hold at the end of the period
date: the end of the period
owner: whoever held the ticket at that moment
minimum: 10
missing: []
snapshot: true
parameters:
  older: {default: 7, least: 1, most: 365}
*/
SELECT a.key, i.dated, a.account, a.queue, a.priority, a.channel,
    CASE WHEN i.moment - a.created > :older * 86400 THEN 1 ELSE 0 END AS amount,
    a.excluded AS reason
FROM active AS a
JOIN instant AS i ON a.started < i.moment AND i.moment <= a.ended

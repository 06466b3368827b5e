/*
Opened again
key: reopens
version: 1
unit: tickets
direction: lower
statistic: count
clock: none
population: each time that a solved ticket was opened again
date: when it was opened again
owner: whoever held the ticket at the solve before it
minimum: 0
missing: []
parameters: {}
*/
SELECT key, reopened AS dated, account, queue, priority, channel, 1 AS amount, excluded AS reason
FROM solve
WHERE reopened IS NOT NULL

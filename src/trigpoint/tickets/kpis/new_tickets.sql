/*
New tickets
key: new_tickets
version: 1
unit: tickets
direction: lower
statistic: count
clock: none
population: tickets that customers opened
date: the creation
owner: whoever held the ticket when it was opened
minimum: 0
missing: []
parameters: {}
*/
SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel, 1 AS amount,
    t.excluded AS reason
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key
WHERE e.kind = 'created'

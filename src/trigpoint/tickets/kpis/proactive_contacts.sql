/*
Contacts we began
key: proactive_contacts
version: 1
unit: tickets
direction: raise
statistic: count
clock: none
population: tickets that a person of ours opened towards a customer
date: the creation
owner: whoever held the ticket when it was opened
minimum: 0
missing: []
parameters: {}
*/
SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel, 1 AS amount,
    '' AS reason
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key
WHERE e.kind = 'created' AND t.excluded = 'outbound'

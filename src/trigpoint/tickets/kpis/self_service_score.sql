/*
Help-centre visits for each customer with a ticket
key: self_service_score
version: 1
unit: ratio
direction: raise
statistic: ratio
clock: none
population: visits of the help centre, over the customers who opened a ticket in the same time
date: the begin of the time that visits are of; the creation
owner: the queue that the entry names; whoever held the ticket when it was opened
minimum: 30
missing: []
snapshot: true
parameters: {}
*/
WITH opened AS (
    SELECT e.key, i.dated, e.account, e.queue, e.priority, e.channel, t.excluded, t.requester,
        LAG(e.key) OVER (
            PARTITION BY i.dated, t.excluded, t.requester ORDER BY e.occurred, e.key
        ) AS earlier
    FROM ticket_event AS e
    JOIN ticket AS t ON t.key = e.key
    JOIN instant AS i ON i.dated <= e.occurred AND e.occurred < i.moment
    WHERE e.kind = 'created'
)
SELECT v.key, i.dated, v.account, v.queue, v.priority, v.channel, v.whole AS amount, 0 AS weight,
    '' AS reason
FROM entry AS v
JOIN instant AS i ON i.dated <= v.dated AND v.dated < i.moment
WHERE v.kind = 'help_centre'
UNION ALL
SELECT key, dated, account, queue, priority, channel, 0 AS amount, 1 AS weight,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN requester IS NOT NULL AND earlier IS NOT NULL THEN 'same_customer'
        ELSE ''
    END AS reason
FROM opened

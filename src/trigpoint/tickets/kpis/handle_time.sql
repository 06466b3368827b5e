/*
Handle time of tickets
key: handle_time
version: 1
unit: seconds
direction: lower
statistic: mean
clock: the seconds at work on a ticket; what runs at the same time counts once
population: tickets that somebody was at work on, as the source says
date: the end of the last stretch of work
owner: whoever worked on it last
minimum: 30
missing: []
parameters: {}
*/
WITH work AS (
    SELECT key, source, ticket, ended, account, queue, priority, channel,
        CAST(SUM(alone) OVER (PARTITION BY source, ticket) AS BIGINT) AS amount,
        LEAD(ended) OVER (PARTITION BY source, ticket ORDER BY ended, key, n) AS later
    FROM stretch
    WHERE doing = 'handling' AND ticket IS NOT NULL
)
SELECT COALESCE(t.key, w.key) AS key, w.ended AS dated, w.account,
    COALESCE(w.queue, t.queue) AS queue, t.priority, COALESCE(w.channel, t.channel) AS channel,
    w.amount, COALESCE(t.excluded, '') AS reason
FROM work AS w
LEFT JOIN ticket AS t ON t.source = w.source AND t.ticket = w.ticket
WHERE w.later IS NULL

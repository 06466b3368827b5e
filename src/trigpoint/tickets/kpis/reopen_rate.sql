/*
Reopen rate
key: reopen_rate
version: 1
unit: share
direction: lower
statistic: share
clock: the days given, from the first solve
population: tickets by their first solve, once the days given have passed
date: the first solve
owner: whoever held the ticket at that solve
minimum: 30
missing: [too_recent]
parameters:
  days: {default: 14, least: 1, most: 90}
*/
SELECT key, solved AS dated, account, queue, priority, channel,
    CASE WHEN reopened <= solved + :days * 86400 THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN solved + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM solve
WHERE nth = 1

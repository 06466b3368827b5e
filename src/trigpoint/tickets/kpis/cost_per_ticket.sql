/*
Cost per solved ticket
key: cost_per_ticket
version: 1
unit: money
direction: lower
statistic: ratio
clock: none
population: what support cost, as typed in or imported, over the tickets solved in the same time
date: the begin of the time that a cost is of; the last solve
owner: the queue that the entry names; whoever held the ticket at that solve
minimum: 30
missing: [other_currency]
parameters:
  currency: [EUR, USD, GBP, CHF, BRL, INR, JPY, AUD, CAD, PLN, SEK]
*/
SELECT key, dated, account, queue, priority, channel, amount, 0 AS weight,
    CASE WHEN currency = :currency THEN '' ELSE 'other_currency' END AS reason
FROM entry
WHERE kind = 'cost'
UNION ALL
SELECT key, solved AS dated, account, queue, priority, channel, 0 AS amount, 1 AS weight,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN last = 0 THEN 'solved_again'
        WHEN reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve

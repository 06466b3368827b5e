/*
Wait on the phone for most callers
key: answer_wait
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the offer to the answer
population: calls that were answered
date: when the call came in
owner: whoever took the call
minimum: 30
missing: [given_up]
parameters:
  quantile: [p90, median]
*/
SELECT key, offered AS dated, account, queue, priority, channel,
    COALESCE(answered - offered, 0) AS amount,
    CASE
        WHEN outbound = 1 THEN 'outbound'
        WHEN answered IS NULL THEN 'given_up'
        ELSE ''
    END AS reason
FROM call

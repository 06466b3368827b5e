/*
Service level
key: service_level
version: 1
unit: share
direction: raise
statistic: share
clock: from the offer to the answer
population: calls that were offered, or those that were answered
date: when the call came in
owner: whoever took the call; nobody where nobody did
minimum: 30
missing: [short_call, given_up]
parameters:
  within: {default: 20, least: 1, most: 3600}
  of: [offered, answered]
  short: {default: 5, least: 0, most: 60}
*/
SELECT key, offered AS dated, account, queue, priority, channel,
    CASE WHEN answered - offered <= :within THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN outbound = 1 THEN 'outbound'
        WHEN answered IS NULL AND ended - offered <= :short THEN 'short_call'
        WHEN answered IS NULL AND :of = 'answered' THEN 'given_up'
        ELSE ''
    END AS reason
FROM call

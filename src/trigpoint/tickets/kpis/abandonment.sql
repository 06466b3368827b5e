/*
Calls given up
key: abandonment
version: 1
unit: share
direction: lower
statistic: share
clock: none
population: calls that were offered, but those given up within the seconds given
date: when the call came in
owner: whoever took the call; nobody where nobody did
minimum: 30
missing: [short_call, no_queue]
parameters:
  short: {default: 5, least: 0, most: 60}
  calls: [all, queued]
*/
SELECT key, offered AS dated, account, queue, priority, channel,
    CASE WHEN answered IS NULL THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN outbound = 1 THEN 'outbound'
        WHEN :calls = 'queued' AND queue IS NULL AND answered IS NULL THEN 'no_queue'
        WHEN answered IS NULL AND ended - offered <= :short THEN 'short_call'
        ELSE ''
    END AS reason
FROM call

/*
Handle time of calls
key: call_handle_time
version: 1
unit: seconds
direction: lower
statistic: mean
clock: talk, hold and the work after the call
population: calls that were answered and talked in
date: the end of the call
owner: whoever took the call
minimum: 30
missing: [no_talk]
parameters: {}
*/
SELECT key, ended AS dated, account, queue, priority, channel, talk + hold + wrap_up AS amount,
    CASE
        WHEN answered IS NULL THEN 'given_up'
        WHEN talk = 0 THEN 'no_talk'
        ELSE ''
    END AS reason
FROM call

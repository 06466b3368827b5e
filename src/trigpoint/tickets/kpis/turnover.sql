/*
Agent turnover in a year
key: turnover
version: 1
unit: share
direction: lower
statistic: ratio
clock: none
population: people who were there, as typed in or imported
date: the begin of the time they are of
owner: the unit or queue that the entry names
minimum: 1
missing: []
parameters:
  each: [month, quarter, year]
*/
SELECT key, dated, account, queue, priority, channel,
    amount * CASE WHEN :each = 'month' THEN 12 WHEN :each = 'quarter' THEN 4 ELSE 1 END AS amount,
    whole AS weight, '' AS reason
FROM entry
WHERE kind = 'staff'

/*
Customer effort, on average (CES)
key: ces_mean
version: 1
unit: points
direction: raise
statistic: mean
clock: none
population: valid answers on the scale of the measure; the latest, where answered again
date: the answer, or the sending while there is none
owner: whoever held the ticket when the survey was sent
minimum: 30
missing: [no_answer, other_scale, invalid_answer]
parameters:
  highest: {default: 7, least: 3, most: 11}
*/
SELECT key, COALESCE(answered, sent) AS dated, account, queue, priority, channel,
    COALESCE(score, 0) AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN answered IS NULL THEN 'no_answer'
        WHEN lowest <> 1 OR highest <> :highest THEN 'other_scale'
        WHEN score IS NULL OR score < lowest OR score > highest THEN 'invalid_answer'
        ELSE ''
    END AS reason
FROM rating
WHERE kind = 'ces'

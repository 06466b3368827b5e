/*
Would they recommend working here (eNPS)
key: enps
version: 1
unit: points
direction: raise
statistic: nps
clock: none
population: valid answers of people of ours from 0 to 10
date: the answer, or the sending while there is none
owner: the queue or unit that the survey names, never a person
minimum: 10
missing: [no_answer, invalid_answer]
floor: 5
parameters: {}
*/
SELECT key, COALESCE(answered, sent) AS dated,
    CASE WHEN 1 = 0 THEN account END AS account, queue, priority, channel,
    CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN answered IS NULL THEN 'no_answer'
        WHEN score IS NULL OR score < 0 OR score > 10 THEN 'invalid_answer'
        ELSE ''
    END AS reason
FROM rating
WHERE kind = 'enps'

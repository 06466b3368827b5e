/*
Net promoter score (NPS)
key: nps
version: 1
unit: points
direction: raise
statistic: nps
clock: none
population: valid answers from 0 to 10; the latest, where a customer answered again
date: the answer, or the sending while there is none
owner: whoever held the ticket when the survey was sent, where there was a ticket
minimum: 50
missing: [no_answer, invalid_answer]
parameters: {}
*/
SELECT key, COALESCE(answered, sent) AS dated, account, queue, priority, channel,
    CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN answered IS NULL THEN 'no_answer'
        WHEN score IS NULL OR score < 0 OR score > 10 THEN 'invalid_answer'
        ELSE ''
    END AS reason
FROM rating
WHERE kind = 'nps'

/*
Dissatisfied customers (DSAT)
key: dsat
version: 1
unit: share
direction: lower
statistic: share
clock: none
population: valid answers; the latest, where a customer answered again
date: the answer, or the sending while there is none
owner: whoever held the ticket when the survey was sent
minimum: 30
missing: [no_answer, invalid_answer]
parameters:
  neutral: [apart, bad]
*/
SELECT key, COALESCE(answered, sent) AS dated, account, queue, priority, channel,
    CASE
        WHEN 4 * (score - lowest) <= highest - lowest THEN 1
        WHEN :neutral = 'bad' AND 4 * (score - lowest) < 3 * (highest - lowest) THEN 1
        ELSE 0
    END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN answered IS NULL THEN 'no_answer'
        WHEN score IS NULL OR score < lowest OR score > highest THEN 'invalid_answer'
        ELSE ''
    END AS reason
FROM rating
WHERE kind = 'csat'

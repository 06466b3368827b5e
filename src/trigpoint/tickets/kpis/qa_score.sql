/*
QA score
key: qa_score
version: 1
unit: points
direction: raise
statistic: mean
clock: none
population: reviews with at least one question that applied
date: the review
owner: whoever the review is about
minimum: 10
missing: [not_applicable]
parameters: {}
*/
SELECT key, reviewed AS dated, account, queue, priority, channel, score AS amount,
    CASE WHEN possible = 0 THEN 'not_applicable' ELSE '' END AS reason
FROM review

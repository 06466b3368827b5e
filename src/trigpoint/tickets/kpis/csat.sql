/*
Customer satisfaction (CSAT)
key: csat
version: 1
unit: share
direction: raise
statistic: share
clock: none
population: valid answers; the latest, where a customer answered again
date: the answer, or the sending while there is none
owner: whoever held the ticket when the survey was sent
minimum: 30
missing: [no_answer, invalid_answer]
parameters:
  holder: [sent, answered]
*/
WITH span AS (
    SELECT key, occurred, LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS later,
        account, queue, priority, channel
    FROM ticket_event
    WHERE :holder = 'answered'
)
SELECT r.key, COALESCE(r.answered, r.sent) AS dated,
    CASE WHEN s.key IS NULL THEN r.account ELSE s.account END AS account,
    CASE WHEN s.key IS NULL THEN r.queue ELSE s.queue END AS queue,
    CASE WHEN s.key IS NULL THEN r.priority ELSE s.priority END AS priority,
    CASE WHEN s.key IS NULL THEN r.channel ELSE s.channel END AS channel,
    CASE WHEN 4 * (r.score - r.lowest) >= 3 * (r.highest - r.lowest) THEN 1 ELSE 0 END AS amount,
    CASE
        WHEN r.excluded <> '' THEN r.excluded
        WHEN r.answered IS NULL THEN 'no_answer'
        WHEN r.score IS NULL OR r.score < r.lowest OR r.score > r.highest THEN 'invalid_answer'
        ELSE ''
    END AS reason
FROM rating AS r
LEFT JOIN span AS s ON s.key = r.key AND s.occurred <= r.answered
    AND COALESCE(s.later > r.answered, TRUE)
WHERE r.kind = 'csat'

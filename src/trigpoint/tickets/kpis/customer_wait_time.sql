/*
Time waiting for the customer
key: customer_wait_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: waiting for the customer, up to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
*/
WITH span AS (
    SELECT key, category, occurred, worked,
        LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS ended,
        LEAD(worked) OVER (PARTITION BY key ORDER BY n) AS ended_worked
    FROM ticket_event
), spent AS (
    SELECT s.key, CAST(SUM(p.ended - p.occurred) AS BIGINT) AS seconds,
        CAST(SUM(p.ended_worked - p.worked) AS BIGINT) AS worked
    FROM solve AS s
    JOIN span AS p ON p.key = s.key
    WHERE s.last = 1 AND p.ended <= s.solved AND p.category IN ('pending')
    GROUP BY s.key
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE WHEN :hours = 'business' THEN COALESCE(w.worked, 0) ELSE COALESCE(w.seconds, 0) END
        AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        WHEN :hours = 'business' AND s.worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM solve AS s
LEFT JOIN spent AS w ON w.key = s.key
WHERE s.last = 1

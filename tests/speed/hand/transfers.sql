-- Handovers of solved tickets by week and by the queue that had the ticket as it was passed on.
WITH done AS (
    SELECT key, queue, handovers, solved, (solved - 1640995200) // 604800 AS week FROM solve
    WHERE excluded = '' AND last = 1 AND reopened IS NULL AND solved >= 1640995200
        AND solved < 1735344000
),
part AS (
    SELECT key, queue, week, 0 AS passed FROM done
    UNION ALL
    SELECT key, h.queue, week, 1 FROM done JOIN handover h USING (key)
    WHERE h.among = 'people' AND h.nth <= done.handovers
),
ticket AS (SELECT queue, week, sum(passed) AS amount FROM part GROUP BY key, queue, week)
SELECT queue, week, count(*) AS n, sum(amount) AS total, sum(amount * amount) AS squares
FROM ticket GROUP BY ALL

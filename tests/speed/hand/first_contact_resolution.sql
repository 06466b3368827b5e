-- Solved at the first contact and quiet for 7 days, by queue and week, and which cannot be said.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(amount) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares, count(*) - count(amount) AS missing
FROM (
    SELECT s.queue, s.solved AS dated,
        CASE WHEN s.replies > 0 AND s.solved + 604800 <= 1735603200
            THEN CASE WHEN s.replies = 1 AND s.handovers = 0
                AND coalesce(s.reopened > s.solved + 604800, TRUE)
                AND coalesce(c.again > s.solved + 604800, TRUE) THEN 1 ELSE 0 END
        END AS amount
    FROM solve s
    LEFT JOIN (
        SELECT key, lead(created) OVER (PARTITION BY requester ORDER BY created, key) AS again
        FROM ticket WHERE excluded = '' AND requester IS NOT NULL
    ) c USING (key)
    WHERE s.nth = 1 AND s.excluded = ''
)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

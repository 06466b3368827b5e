-- Handovers of solved tickets by queue and week.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares
FROM (SELECT queue, solved AS dated, handovers AS amount FROM solve WHERE excluded = '' AND last = 1 AND reopened IS NULL)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

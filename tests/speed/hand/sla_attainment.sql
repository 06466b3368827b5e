-- Promises kept by queue and week.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares
FROM (SELECT queue, settled AS dated, met AS amount FROM promise WHERE excluded = '' AND cancelled = 0 AND settled <= 1735603200)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

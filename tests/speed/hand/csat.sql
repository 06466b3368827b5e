-- Positive answers by queue and week.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares
FROM (SELECT queue, answered AS dated, CASE WHEN 4 * (score - lowest) >= 3 * (highest - lowest) THEN 1 ELSE 0 END AS amount FROM rating WHERE kind = 'csat' AND excluded = '' AND score >= lowest AND score <= highest)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

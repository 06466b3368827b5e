-- Positive answers by queue and week, and how many sent surveys have none.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(amount) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares, count(*) - count(amount) AS missing
FROM (
    SELECT queue, coalesce(answered, sent) AS dated,
        CASE WHEN score >= lowest AND score <= highest AND answered IS NOT NULL
            THEN CASE WHEN 4 * (score - lowest) >= 3 * (highest - lowest) THEN 1 ELSE 0 END
        END AS amount
    FROM rating WHERE kind = 'csat' AND excluded = ''
)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

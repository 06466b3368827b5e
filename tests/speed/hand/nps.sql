-- Promoters less detractors by queue and week, and how many sent surveys have no answer.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(amount) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares, count(*) - count(amount) AS missing
FROM (
    SELECT queue, coalesce(answered, sent) AS dated,
        CASE WHEN score >= 0 AND score <= 10 AND answered IS NOT NULL
            THEN CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END
        END AS amount
    FROM rating WHERE kind = 'nps' AND excluded = ''
)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

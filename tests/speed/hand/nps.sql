-- Promoters less detractors by queue and week.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares
FROM (SELECT queue, answered AS dated, CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END AS amount FROM rating WHERE kind = 'nps' AND excluded = '' AND score >= 0 AND score <= 10)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

-- The backlog by queue at the end of each week.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares
FROM (SELECT queue, moment - 604800 AS dated, 1 AS amount FROM active JOIN (SELECT 1640995200 + 604800 * (i + 1) AS moment FROM range(156) t(i)) ON started < moment AND moment <= ended WHERE excluded = '')
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

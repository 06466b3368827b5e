-- Reopens within 14 days of the first solve by queue and week, and which are too young to say.
SELECT queue, (dated - 1640995200) // 604800 AS week, count(amount) AS n, sum(amount) AS total,
    sum(amount * amount) AS squares, count(*) - count(amount) AS missing
FROM (
    SELECT queue, solved AS dated,
        CASE WHEN solved + 1209600 <= 1735603200
            THEN CASE WHEN reopened <= solved + 1209600 THEN 1 ELSE 0 END
        END AS amount
    FROM solve WHERE nth = 1 AND excluded = ''
)
WHERE dated >= 1640995200 AND dated < 1735344000
GROUP BY ALL

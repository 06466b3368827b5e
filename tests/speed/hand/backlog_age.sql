-- The median age of the backlog by queue at the end of each week, with its ranks.
WITH grouped AS (
    SELECT queue, (dated - 1640995200) // 604800 AS week, list_sort(list(amount)) AS amounts
    FROM (SELECT queue, moment - 604800 AS dated, moment - created AS amount FROM active JOIN (SELECT 1640995200 + 604800 * (i + 1) AS moment FROM range(156) t(i)) ON started < moment AND moment <= ended WHERE excluded = '')
    WHERE dated >= 1640995200 AND dated < 1735344000
    GROUP BY ALL
),
ranked AS (
    SELECT queue, week, amounts, len(amounts) AS n,
        len(amounts) * 0.5 - 1.96 * sqrt(len(amounts) * 0.25) AS low,
        len(amounts) * 0.5 + 1.96 * sqrt(len(amounts) * 0.25) + 1 AS high
    FROM grouped
)
SELECT queue, week, n,
    (amounts[(n + 1) // 2] + amounts[n // 2 + 1]) / 2 AS value,
    amounts[floor(low)::BIGINT] AS low, amounts[ceil(high)::BIGINT] AS high
FROM ranked

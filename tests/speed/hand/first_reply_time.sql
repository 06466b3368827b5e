-- The median first reply time by queue and week with the ranks that bound it, and how many wait.
WITH grouped AS (
    SELECT queue, (dated - 1640995200) // 604800 AS week, count(*) - count(amount) AS missing,
        coalesce(list_sort(list(amount) FILTER (amount IS NOT NULL)), []) AS amounts
    FROM (
        SELECT CASE WHEN replied IS NULL THEN queue ELSE reply_queue END AS queue,
            coalesce(replied, created) AS dated, reply_elapsed AS amount
        FROM ticket WHERE excluded = ''
    )
    WHERE dated >= 1640995200 AND dated < 1735344000
    GROUP BY ALL
),
ranked AS (
    SELECT queue, week, amounts, missing, len(amounts) AS n,
        len(amounts) * 0.5 - 1.96 * sqrt(len(amounts) * 0.25) AS low,
        len(amounts) * 0.5 + 1.96 * sqrt(len(amounts) * 0.25) + 1 AS high
    FROM grouped
)
SELECT queue, week, n,
    (amounts[(n + 1) // 2] + amounts[n // 2 + 1]) / 2 AS value,
    amounts[floor(low)::BIGINT] AS low, amounts[ceil(high)::BIGINT] AS high, missing
FROM ranked

-- The median full resolution time by site and week, with the ranks that bound it.
WITH grouped AS (
    SELECT member, (dated - 1640995200) // 604800 AS week, list_sort(list(amount)) AS amounts
    FROM (
        SELECT origin.site AS member, solve.solved AS dated, solve.elapsed AS amount
        FROM solve
        LEFT JOIN origin ON origin.key = solve.key
        WHERE solve.excluded = '' AND solve.last = 1 AND solve.reopened IS NULL
    )
    WHERE dated >= 1640995200 AND dated < 1735344000
    GROUP BY ALL
),
ranked AS (
    SELECT member, week, amounts, len(amounts) AS n,
        len(amounts) * 0.5 - 1.96 * sqrt(len(amounts) * 0.25) AS low,
        len(amounts) * 0.5 + 1.96 * sqrt(len(amounts) * 0.25) + 1 AS high
    FROM grouped
)
SELECT member, week, n,
    (amounts[(n + 1) // 2] + amounts[n // 2 + 1]) / 2 AS value,
    amounts[floor(low)::BIGINT] AS low, amounts[ceil(high)::BIGINT] AS high
FROM ranked

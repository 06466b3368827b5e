/*
First resolution time
key: first_resolution_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the first solve
population: tickets that were solved, by their first solve, whether they stayed solved or not
date: the first solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours, too_recent]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
  stays: {default: 0, least: 0, most: 168}
*/
WITH lasting AS (
    SELECT key, created, excluded, solved, reopened, nth, account, queue, priority, channel, elapsed,
        worked, SUM(
            CASE WHEN :stays = 0 OR reopened IS NULL OR reopened > solved + :stays * 3600
                THEN 1 ELSE 0 END
        ) OVER (PARTITION BY key ORDER BY nth) AS so_far
    FROM solve
)
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel,
    CASE WHEN :hours = 'business' THEN worked ELSE elapsed END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :hours = 'business' AND worked IS NULL THEN 'no_hours'
        WHEN :stays > 0 AND solved + :stays * 3600 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM lasting
WHERE so_far = 1
    AND (:stays = 0 OR reopened IS NULL OR reopened > solved + :stays * 3600)
    AND (:stays > 0 OR nth = 1)

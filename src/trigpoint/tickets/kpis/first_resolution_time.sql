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
  schedule: [each, at_end]
*/
WITH whole AS (
    SELECT key, nth, closing FROM clock
    WHERE ending = 'solve' AND :hours = 'business' AND :schedule = 'at_end'
), timed AS (
    SELECT s.key, s.created, s.excluded, s.solved, s.reopened, s.nth, s.account, s.queue,
        s.priority, s.channel, CASE
            WHEN :hours = 'calendar' THEN s.elapsed
            WHEN :schedule = 'at_end' THEN w.closing
            ELSE s.worked
        END AS amount
    FROM solve AS s
    LEFT JOIN whole AS w ON w.key = s.key AND w.nth = s.nth
), lasting AS (
    SELECT key, created, excluded, solved, reopened, nth, account, queue, priority, channel, amount,
        SUM(
            CASE WHEN :stays = 0 OR reopened IS NULL OR reopened > solved + :stays * 3600
                THEN 1 ELSE 0 END
        ) OVER (PARTITION BY key ORDER BY nth) AS so_far
    FROM timed
)
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel, amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN amount IS NULL THEN 'no_hours'
        WHEN :stays > 0 AND solved + :stays * 3600 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM lasting
WHERE so_far = 1
    AND (:stays = 0 OR reopened IS NULL OR reopened > solved + :stays * 3600)
    AND (:stays > 0 OR nth = 1)

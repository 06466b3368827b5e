/*
Full resolution time
key: full_resolution_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the last solve
population: tickets that are solved now, by their last solve
date: the last solve
owner: whoever held the ticket at that solve
minimum: 10
missing: [no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
  counts: [last, solves]
  schedule: [each, at_end]
*/
WITH whole AS (
    SELECT key, nth, closing FROM clock
    WHERE ending = 'solve' AND :hours = 'business' AND :schedule = 'at_end'
), timed AS (
    SELECT s.key, s.created, s.excluded, s.solved, s.reopened, s.last, s.account, s.queue,
        s.priority, s.channel, CASE
            WHEN :hours = 'calendar' THEN s.elapsed
            WHEN :schedule = 'at_end' THEN w.closing
            ELSE s.worked
        END AS amount
    FROM solve AS s
    LEFT JOIN whole AS w ON w.key = s.key AND w.nth = s.nth
)
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel, amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :counts = 'last' AND last = 0 THEN 'solved_again'
        WHEN :counts = 'last' AND reopened IS NOT NULL THEN 'reopened'
        WHEN amount IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM timed

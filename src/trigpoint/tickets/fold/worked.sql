-- Working time since the creation, at each event: each stretch is measured by the hours of the queue
-- that held the ticket. A stretch without hours leaves everything after it unmeasured.
CREATE OR REPLACE TEMP TABLE worked AS
WITH
placed AS (
    SELECT e.key, e.n, e.occurred, coalesce(own.calendar, other.calendar) AS calendar
    FROM event e
    LEFT JOIN queue_calendar own ON own.source = e.source AND own.queue = coalesce(e.queue, '')
    LEFT JOIN queue_calendar other ON other.source = e.source AND other.queue = ''
),
stretch AS (
    SELECT key, n, occurred,
        row_number() OVER w = 1 AS first, lag(occurred, 1, occurred) OVER w AS since,
        lag(calendar, 1, calendar) OVER w AS calendar
    FROM placed WINDOW w AS (PARTITION BY key ORDER BY n)
),
measured AS (
    SELECT s.key, s.n,
        CASE WHEN s.occurred = s.since AND NOT s.first THEN 0 ELSE
            (b.before + (s.occurred - b.started) * b.open)
                - (a.before + (s.since - a.started) * a.open) END AS worked
    FROM stretch s
    LEFT JOIN slot a ON a.calendar = s.calendar AND a.day = s.since // 86400
        AND a.started <= s.since AND s.since < a.ended
    LEFT JOIN slot b ON b.calendar = s.calendar AND b.day = s.occurred // 86400
        AND b.started <= s.occurred AND s.occurred < b.ended
)
SELECT key, n, sum(worked) OVER so_far::BIGINT AS worked
FROM measured
WINDOW so_far AS (PARTITION BY key ORDER BY n ROWS UNBOUNDED PRECEDING)
QUALIFY NOT bool_or(worked IS NULL) OVER so_far;

-- How long it was to a first reply and to each solve by the one schedule that was in force at that end,
-- and, as `again`, to a first reply from the last time that the ticket was opened again before it.
CREATE OR REPLACE TEMP TABLE new_clock AS
WITH
again AS (
    SELECT t.key, max(s.reopened) AS since
    FROM new_ticket t JOIN new_solve s USING (key) WHERE s.reopened < t.replied GROUP BY t.key
),
restart AS (
    SELECT a.key, a.since, max(e.worked) AS worked
    FROM again a LEFT JOIN new_ticket_event e ON e.key = a.key AND e.occurred = a.since
    GROUP BY ALL
),
ending AS (
    SELECT key, source, 'reply' AS ending, 1 AS nth, created AS since, replied AS ended,
        reply_queue AS queue, reply_worked AS worked
    FROM new_ticket WHERE replied IS NOT NULL
    UNION ALL
    SELECT key, t.source, 'again', 1, r.since, t.replied, t.reply_queue, t.reply_worked - r.worked
    FROM restart r JOIN new_ticket t USING (key)
    UNION ALL
    SELECT key, t.source, 'solve', s.nth, s.created, s.solved, s.queue, s.worked
    FROM new_solve s JOIN new_ticket t USING (key)
),
placed AS (
    SELECT e.*, f.calendar
    FROM ending e
    LEFT JOIN queue_calendar own ON own.source = e.source AND own.source || '/' || own.queue = e.queue
    LEFT JOIN in_force f ON f.source = e.source AND f.queue = coalesce(own.queue, '')
        AND f.since <= e.ended AND e.ended < f.until
)
SELECT p.key, p.ending, p.nth::INTEGER AS nth, p.since, p.worked,
    (b.before + (p.ended - b.started) * b.open) - (a.before + (p.since - a.started) * a.open)
        AS closing
FROM placed p
LEFT JOIN slot a ON a.calendar = p.calendar AND a.day = p.since // 86400
    AND a.started <= p.since AND p.since < a.ended
LEFT JOIN slot b ON b.calendar = p.calendar AND b.day = p.ended // 86400
    AND b.started <= p.ended AND p.ended < b.ended
WHERE p.ending = 'again' OR p.calendar IS NOT NULL;

WITH span AS (
    SELECT key, category, occurred, worked, account, queue, priority, channel,
        LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS ended,
        LEAD(worked) OVER (PARTITION BY key ORDER BY n) AS ended_worked
    FROM ticket_event
), piece AS (
    SELECT p.key, p.account, p.queue, p.priority, p.channel, p.ended, p.ended_worked - p.worked
            AS worked,
        CASE WHEN p.occurred > i.dated THEN p.occurred ELSE i.dated END AS began,
        CASE WHEN p.ended < i.moment THEN p.ended ELSE i.moment END AS stopped,
        CASE WHEN p.ended >= i.dated AND p.ended < i.moment THEN 1 ELSE 0 END AS whole
    FROM span AS p
    JOIN instant AS i ON p.occurred < i.moment AND COALESCE(p.ended, i.moment) >= i.dated
    WHERE p.category IN (:states) AND COALESCE(p.ended, i.moment) > p.occurred
), spent AS (
    SELECT s.key, CAST(SUM(p.ended - p.occurred) AS BIGINT) AS seconds,
        CAST(SUM(p.ended_worked - p.worked) AS BIGINT) AS worked
    FROM solve AS s
    JOIN span AS p ON p.key = s.key
    WHERE s.last = 1 AND p.ended <= s.solved AND p.category IN (:states)
    GROUP BY s.key
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE WHEN :hours = 'business' THEN COALESCE(w.worked, 0) ELSE COALESCE(w.seconds, 0) END
        AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        WHEN :hours = 'business' AND s.worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM solve AS s
LEFT JOIN spent AS w ON w.key = s.key
WHERE s.last = 1 AND :counts = 'at_end' AND (:none = 'counted' OR w.seconds > 0)
UNION ALL
SELECT p.key, CASE WHEN :hours = 'business' THEN p.ended ELSE p.began END AS dated,
    p.account, p.queue, p.priority, p.channel,
    CASE WHEN :hours = 'business' THEN p.worked ELSE p.stopped - p.began END AS amount,
    CASE
        WHEN t.excluded <> '' THEN t.excluded
        WHEN :hours = 'business' AND p.worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM piece AS p
JOIN ticket AS t ON t.key = p.key
WHERE :counts = 'by_interval'
    AND ((:hours = 'calendar' AND p.stopped > p.began) OR (:hours = 'business' AND p.whole = 1))

WITH told AS (
    SELECT key, replies, handovers, queue_moves,
        LAG(replies) OVER (PARTITION BY key ORDER BY n) AS earlier
    FROM ticket_event
    WHERE :counts = 'after_reply'
), reply AS (
    SELECT key, CASE WHEN :among = 'queues' THEN queue_moves ELSE handovers END AS moves
    FROM told WHERE replies > 0 AND COALESCE(earlier, 0) = 0
), held AS (
    SELECT s.key, CAST(SUM(1) AS BIGINT) AS times
    FROM solve AS s
    JOIN ticket_event AS e ON e.key = s.key AND e.occurred <= s.solved
    WHERE :first = 'counted' AND s.last = 1
        AND CASE WHEN :among = 'queues' THEN e.queue ELSE e.account END IS NOT NULL
    GROUP BY s.key
), part AS (
    SELECT s.key, h.account, h.queue, h.priority, h.channel,
        CASE WHEN :counts = 'all' OR h.nth > r.moves THEN 1 ELSE 0 END AS passed
    FROM solve AS s
    JOIN handover AS h ON h.key = s.key AND h.among = :among
    LEFT JOIN reply AS r ON r.key = s.key
    WHERE s.last = 1
        AND h.nth <= CASE WHEN :among = 'queues' THEN s.queue_moves ELSE s.handovers END
    UNION ALL
    SELECT s.key, s.account, s.queue, s.priority, s.channel,
        CASE WHEN f.key IS NULL THEN 0 ELSE 1 END AS passed
    FROM solve AS s
    LEFT JOIN held AS f ON f.key = s.key
    WHERE s.last = 1
)
SELECT s.key, s.solved AS dated, p.account, p.queue, p.priority, p.channel, p.passed AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve AS s
JOIN part AS p ON p.key = s.key
WHERE s.last = 1

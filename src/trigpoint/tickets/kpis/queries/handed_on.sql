WITH told AS (
    SELECT key, replies, handovers, queue_moves,
        LAG(replies) OVER (PARTITION BY key ORDER BY n) AS earlier
    FROM ticket_event
    WHERE :counts = 'after_reply'
), reply AS (
    SELECT key, CASE WHEN :among = 'queues' THEN queue_moves ELSE handovers END AS moves
    FROM told WHERE replies > 0 AND COALESCE(earlier, 0) = 0
), part AS (
    SELECT s.key, h.account, h.queue, h.priority, h.channel,
        CASE WHEN :counts = 'all' OR h.nth > r.moves THEN 1 ELSE 0 END AS passed
    FROM solve AS s
    JOIN handover AS h ON h.key = s.key AND h.among = :among
    LEFT JOIN reply AS r ON r.key = s.key
    WHERE s.last = 1
        AND h.nth <= CASE WHEN :among = 'queues' THEN s.queue_moves ELSE s.handovers END
    UNION ALL
    SELECT key, account, queue, priority, channel, 0 AS passed FROM solve WHERE last = 1
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

WITH talk AS (
    SELECT key, occurred, author, LAG(author) OVER (PARTITION BY key ORDER BY n) AS before
    FROM ticket_event
    WHERE kind = 'message' AND public AND author IN ('agent', 'customer') AND occurred > created
), turn AS (
    SELECT s.key, CAST(SUM(1) AS BIGINT) AS turns
    FROM solve AS s
    JOIN talk AS k ON k.key = s.key AND k.occurred <= s.solved
    WHERE :counts = 'turns' AND s.last = 1 AND k.author = 'agent'
        AND COALESCE(k.before, 'customer') = 'customer'
    GROUP BY s.key
)
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE WHEN :counts = 'turns' THEN COALESCE(t.turns, 0) ELSE s.replies END AS amount,
    CASE
        WHEN s.excluded <> '' THEN s.excluded
        WHEN s.last = 0 THEN 'solved_again'
        WHEN s.reopened IS NOT NULL THEN 'reopened'
        ELSE ''
    END AS reason
FROM solve AS s
LEFT JOIN turn AS t ON t.key = s.key

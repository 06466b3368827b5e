-- Tickets that an agent brought to an end, and whether it was by marking them as spam, as deleted or
-- as merged, which takes them out of every figure.
SELECT e.key, e.occurred AS dated, coalesce(e.actor, e.account) AS account, e.queue, e.priority,
    e.channel,
    CASE WHEN e.category IN ('spam', 'deleted', 'merged') THEN 1 ELSE 0 END AS shown
FROM ticket_event AS e
WHERE e.kind = 'status' AND e.author = 'agent'
    AND e.category IN ('solved', 'closed', 'spam', 'deleted', 'merged')
QUALIFY row_number() OVER (PARTITION BY e.key ORDER BY e.n DESC) = 1

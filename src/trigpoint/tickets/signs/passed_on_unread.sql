-- Times that somebody held a ticket, and whether they passed it on within the hour without a word,
-- neither to the customer nor to colleagues.
WITH
held AS (
    SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel,
        lead(e.occurred) OVER later AS left_at, lead(e.account) OVER later AS to_account,
        lead(e.actor) OVER later AS by_account
    FROM ticket_event AS e
    JOIN ticket AS t ON t.key = e.key AND t.excluded = ''
    WHERE e.kind = 'assignee'
    WINDOW later AS (PARTITION BY e.key ORDER BY e.n)
)
SELECT key, dated, account, queue, priority, channel,
    CASE
        WHEN to_account <> account AND coalesce(by_account, account) = account
            AND left_at <= dated + 3600 AND NOT EXISTS (
                SELECT 1 FROM ticket_event AS word
                WHERE word.key = held.key AND word.kind = 'message' AND word.author = 'agent'
                    AND word.occurred BETWEEN held.dated AND held.left_at
            )
        THEN 1 ELSE 0
    END AS shown
FROM held
WHERE account IS NOT NULL

-- Solves that were undone within a day without a word of the customer, and solved again.
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE
        WHEN s.last = 0 AND s.reopened <= s.solved + 86400 AND NOT EXISTS (
            SELECT 1 FROM ticket_event AS word
            WHERE word.key = s.key AND word.kind = 'message' AND word.author = 'customer'
                AND word.occurred BETWEEN s.solved AND s.reopened
        ) THEN 1 ELSE 0
    END AS shown
FROM solve AS s
WHERE s.excluded = ''

-- Tickets put to waiting for the customer (which stops the clock) by somebody who had not written to
-- the customer in the hour before, and did not within ten minutes after.
SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel,
    CASE
        WHEN NOT EXISTS (
            SELECT 1 FROM ticket_event AS word
            WHERE word.key = e.key AND word.kind = 'message' AND word.author = 'agent'
                AND word.public
                AND word.occurred BETWEEN e.occurred - 3600 AND e.occurred + 600
        ) THEN 1 ELSE 0
    END AS shown
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key AND t.excluded = ''
WHERE e.kind = 'status' AND e.category = 'pending' AND e.author = 'agent'

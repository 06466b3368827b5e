-- Tickets put on hold (which stops the clock) by somebody of whom there was no word in the hour
-- before, and none within ten minutes after: neither to the customer nor to colleagues.
SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel,
    CASE
        WHEN NOT EXISTS (
            SELECT 1 FROM ticket_event AS word
            WHERE word.key = e.key AND word.kind = 'message' AND word.author = 'agent'
                AND word.occurred BETWEEN e.occurred - 3600 AND e.occurred + 600
        ) THEN 1 ELSE 0
    END AS shown
FROM ticket_event AS e
JOIN ticket AS t ON t.key = e.key AND t.excluded = ''
WHERE e.kind = 'status' AND e.category = 'hold' AND e.author = 'agent'

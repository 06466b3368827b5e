-- Tickets that somebody took up first, and whether they are of a kind that is usually solved sooner
-- than the others of its queue. A kind is a channel, a priority and a topic.
WITH
taken AS (
    SELECT e.key, e.occurred AS dated, e.account, e.queue, e.priority, e.channel
    FROM ticket_event AS e
    JOIN ticket AS t ON t.key = e.key AND t.excluded = ''
    WHERE e.kind = 'assignee' AND e.account IS NOT NULL
        AND (e.actor IS NULL OR e.actor = e.account)
        AND e.occurred >= $start AND e.occurred < $end
    QUALIFY row_number() OVER (PARTITION BY e.key ORDER BY e.n) = 1
),
sorted AS (
    SELECT taken.*, concat_ws('/', taken.channel, taken.priority, topic.value) AS kind,
        ln(greatest(s.elapsed, 1)) AS long
    FROM taken
    LEFT JOIN custom AS topic ON topic.key = taken.key AND topic.name = $topic
    LEFT JOIN solve AS s ON s.key = taken.key AND s.nth = 1
),
usual AS (
    SELECT *, avg(long) OVER (PARTITION BY queue, kind) AS of_kind,
        avg(long) OVER (PARTITION BY queue) AS of_queue
    FROM sorted
)
SELECT key, dated, account, queue, priority, channel,
    CASE WHEN of_kind < of_queue THEN 1 ELSE 0 END AS shown
FROM usual
WHERE of_kind IS NOT NULL

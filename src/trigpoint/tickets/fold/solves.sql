-- One row a solve: from active to solved or closed, and when it was undone, if it was.
CREATE OR REPLACE TEMP TABLE new_solve AS
WITH
turn AS (
    SELECT *, category IN ('solved', 'closed') AS done FROM new_ticket_event
    WHERE kind IN ('created', 'status') AND category NOT IN ('deleted', 'spam', 'merged')
    QUALIFY done <> coalesce(lag(done) OVER (PARTITION BY key ORDER BY n), FALSE)
),
pair AS (
    SELECT *, lead(occurred) OVER (PARTITION BY key ORDER BY n) AS reopened FROM turn
)
SELECT p.key, row_number() OVER w::INTEGER AS nth,
    (row_number() OVER w = count(*) OVER (PARTITION BY p.key))::INTEGER AS last,
    p.created, t.excluded, t.requester, p.occurred AS solved, p.reopened,
    p.account, p.queue, p.priority, p.channel,
    p.occurred - p.created AS elapsed, p.worked, p.replies, p.handovers, p.queue_moves
FROM pair p JOIN new_ticket t USING (key)
WHERE p.done
WINDOW w AS (PARTITION BY p.key ORDER BY p.n);

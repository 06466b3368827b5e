-- One row for each promise (SLA target) of a ticket: when it was settled, how, and who held the
-- ticket then. A promise that nobody kept is settled, as broken, when it fell due; one of a kind that
-- the events do not decide is settled only where the source says how; one that the source says was
-- broken, then or when it fell due, whichever was first. What was cancelled holds until it
-- is applied anew; it does not take back what was kept or broken by then.
CREATE OR REPLACE TEMP TABLE new_promise AS
WITH
step AS (
    SELECT key, target, cycle::INTEGER AS cycle,
        min(occurred) FILTER (step = 'applied') AS applied,
        arg_max(due_at, (occurred, id)) FILTER (step = 'applied') AS due,
        min(occurred) FILTER (step = 'fulfilled') AS fulfilled,
        min(occurred) FILTER (step = 'breached') AS breached,
        max(occurred) FILTER (step = 'applied') AS renewed,
        max(occurred) FILTER (step = 'cancelled') AS dropped
    FROM landed_promise SEMI JOIN touched USING (key)
    GROUP BY key, target, cycle
),
kept AS (
    SELECT step.*, min(coalesce(fulfilled, e.occurred)) AS kept
    FROM step LEFT JOIN new_ticket_event e ON e.key = step.key AND e.occurred >= applied
        AND CASE
            WHEN target IN ('first_reply', 'next_reply') THEN
                e.kind = 'message' AND e.public AND e.author = 'agent' AND e.occurred > e.created
            WHEN target = 'resolution' THEN e.kind = 'status' AND e.category IN ('solved', 'closed')
            ELSE FALSE END
    GROUP BY ALL
),
settled AS (
    SELECT *,
        (breached IS NULL AND kept IS NOT NULL AND kept <= coalesce(due, kept))::INTEGER AS met,
        CASE WHEN breached IS NOT NULL THEN least(breached, coalesce(due, breached))
            WHEN kept IS NOT NULL OR target IN ('first_reply', 'next_reply', 'resolution')
                THEN least(coalesce(kept, due), coalesce(due, kept)) END AS settled
    FROM kept
),
held AS (
    SELECT s.key, s.target, s.cycle, max(e.n) AS n
    FROM settled s JOIN new_ticket_event e ON e.key = s.key AND e.occurred <= s.settled
    GROUP BY ALL
)
SELECT s.key, s.target, s.cycle, t.created, t.excluded, s.applied, s.due, s.settled, s.met,
    (s.fulfilled IS NULL AND s.breached IS NULL
        AND coalesce(s.dropped > s.renewed AND s.dropped <= s.settled, FALSE))::INTEGER AS cancelled,
    e.account, e.queue, e.priority, e.channel
FROM settled s
JOIN new_ticket t USING (key)
LEFT JOIN held USING (key, target, cycle)
LEFT JOIN new_ticket_event e ON e.key = held.key AND e.n = held.n
WHERE s.settled IS NOT NULL;

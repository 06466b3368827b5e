-- One row a ticket: what it is now, whether it counts at all, and its first reply.
CREATE OR REPLACE TEMP TABLE new_ticket AS
WITH
told AS (
    SELECT key, source, ticket, requester, FALSE AS outbound, occurred, seq, id, 1 AS weight
    FROM landed_snapshot SEMI JOIN touched USING (key)
    UNION ALL
    SELECT key, source, ticket, requester, outbound, seen_at, (category IS NOT NULL)::BIGINT, id, 2
    FROM landed_ticket_row SEMI JOIN touched USING (key)
    UNION ALL
    SELECT key, source, ticket, NULL, FALSE, 0, 0, id, 0 FROM landed_change SEMI JOIN touched USING (key)
    UNION ALL
    SELECT key, source, ticket, NULL, FALSE, 0, 0, id, 0 FROM landed_message SEMI JOIN touched USING (key)
),
who AS (
    SELECT key, min(source) AS source, min(ticket) AS ticket,
        arg_max(requester, (weight, occurred, seq, id)) AS requester,
        arg_max(outbound, (weight, occurred, seq, id)) AS outbound
    FROM told GROUP BY key
),
latest AS (
    SELECT * FROM new_ticket_event
    QUALIFY n = max(n) OVER (PARTITION BY key)
),
reply AS (
    SELECT key, occurred, worked, actor, queue, priority, channel FROM new_ticket_event
    WHERE kind = 'message' AND public AND author = 'agent' AND occurred > created
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY n) = 1
)
SELECT l.key, w.source, w.ticket, l.created,
    CASE WHEN l.category IN ('deleted', 'spam', 'merged') THEN l.category
        WHEN w.outbound THEN 'outbound' ELSE '' END AS excluded,
    w.source || '/' || w.requester AS requester,
    l.category, l.account, l.queue, l.priority, l.channel, l.occurred AS changed,
    r.occurred AS replied, r.occurred - l.created AS reply_elapsed, r.worked AS reply_worked,
    r.actor AS reply_account, r.queue AS reply_queue, r.priority AS reply_priority,
    r.channel AS reply_channel
FROM latest l JOIN who w USING (key) LEFT JOIN reply r USING (key);

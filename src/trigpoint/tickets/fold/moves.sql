-- Every way of telling a ticket's history becomes one stream of moves: a field takes a value.
-- '' stands for "nobody, nothing". `rank` orders what shares a second: a ticket is assigned, then
-- answered, then solved.
CREATE OR REPLACE TEMP TABLE move AS
WITH
-- A row without a status is a bare creation: in its own second, a row that has one says more.
last_row AS (
    SELECT * FROM landed_ticket_row SEMI JOIN touched USING (key)
    QUALIFY row_number() OVER (PARTITION BY key
        ORDER BY seen_at DESC, category IS NOT NULL DESC, id DESC) = 1
),
snapshot AS (
    SELECT *,
        row_number() OVER w AS n,
        lag(category) OVER w AS was_category,
        coalesce(lag(assignee) OVER w, '') AS was_assignee,
        coalesce(lag(queue) OVER w, '') AS was_queue,
        coalesce(lag(priority) OVER w, '') AS was_priority,
        coalesce(lag(channel) OVER w, '') AS was_channel
    FROM landed_snapshot SEMI JOIN touched USING (key)
    WINDOW w AS (PARTITION BY key ORDER BY occurred, seq, id)
),
change AS (
    SELECT * FROM landed_change SEMI JOIN touched USING (key)
    WHERE field IN ('status', 'assignee', 'queue', 'priority', 'channel')
),
message AS (SELECT * FROM landed_message SEMI JOIN touched USING (key)),
-- What a source tells by history is taken from the history; a row only fills what is left open.
first_change AS (
    SELECT key, field, arg_min(old, (occurred, seq, id)) AS old FROM
        (SELECT key, field, coalesce(old, '') AS old, occurred, seq, id FROM change)
    GROUP BY key, field
),
told AS (
    SELECT key, max(field = 'status') AS status, FALSE AS message FROM first_change GROUP BY key
    UNION ALL SELECT DISTINCT key, TRUE, FALSE FROM snapshot
    UNION ALL SELECT DISTINCT key, FALSE, TRUE FROM message
),
has AS (SELECT key, max(status) AS status, max(message) AS message FROM told GROUP BY key),
creation AS (
    SELECT key, coalesce(min(stated), min(occurred)) AS created, min(stated) IS NULL AS inferred,
        any_value(source) AS source
    FROM (
        SELECT key, source, created_at AS stated, created_at AS occurred FROM last_row
        UNION ALL SELECT key, source, created_at, occurred FROM snapshot
        UNION ALL SELECT key, source, NULL, occurred FROM landed_change SEMI JOIN touched USING (key)
        UNION ALL SELECT key, source, NULL, occurred FROM message
    ) GROUP BY key
),
-- The state at the creation: of the first snapshot, of the first change's `old`, or of the row.
initial AS (
    SELECT c.key, c.source, c.created, f.field,
        coalesce(
            CASE WHEN s.key IS NOT NULL THEN CASE f.field
                WHEN 'status' THEN s.category WHEN 'assignee' THEN coalesce(s.assignee, '')
                WHEN 'queue' THEN coalesce(s.queue, '') WHEN 'priority' THEN coalesce(s.priority, '')
                ELSE coalesce(s.channel, '') END END,
            CASE WHEN f.field <> 'status' THEN o.old ELSE nullif(o.old, '') END,
            CASE f.field
                WHEN 'status' THEN
                    CASE WHEN r.category IN ('solved', 'closed') THEN 'open' ELSE r.category END
                WHEN 'assignee' THEN r.assignee WHEN 'queue' THEN r.queue
                WHEN 'priority' THEN r.priority ELSE r.channel END,
            CASE WHEN f.field = 'status' THEN 'new' ELSE '' END
        ) AS value,
        (s.key IS NULL AND o.key IS NULL AND r.key IS NOT NULL) AS inferred
    FROM creation c
    CROSS JOIN (VALUES ('status'), ('assignee'), ('queue'), ('priority'), ('channel')) f (field)
    LEFT JOIN (SELECT * FROM snapshot WHERE n = 1) s ON s.key = c.key
    LEFT JOIN first_change o ON o.key = c.key AND o.field = f.field
    LEFT JOIN last_row r ON r.key = c.key
),
stream AS (
    SELECT key, source, created AS occurred, -1 AS seq,
        CASE WHEN field = 'status' THEN 1 ELSE 0 END AS rank, field, value,
        NULL::VARCHAR AS actor, 'system' AS author, FALSE AS public, inferred, NULL::UUID AS tie
    FROM initial WHERE value <> ''
    UNION ALL
    SELECT key, source, occurred, seq, 7, 'status', category, actor, 'agent', FALSE, FALSE, id
    FROM snapshot WHERE n > 1 AND category <> was_category
    UNION ALL
    SELECT key, source, occurred, seq, 2, 'assignee', coalesce(assignee, ''), actor, 'agent', FALSE,
        FALSE, id
    FROM snapshot WHERE n > 1 AND coalesce(assignee, '') <> was_assignee
    UNION ALL
    SELECT key, source, occurred, seq, 3, 'queue', coalesce(queue, ''), actor, 'agent', FALSE,
        FALSE, id
    FROM snapshot WHERE n > 1 AND coalesce(queue, '') <> was_queue
    UNION ALL
    SELECT key, source, occurred, seq, 4, 'priority', coalesce(priority, ''), actor, 'agent', FALSE,
        FALSE, id
    FROM snapshot WHERE n > 1 AND coalesce(priority, '') <> was_priority
    UNION ALL
    SELECT key, source, occurred, seq, 5, 'channel', coalesce(channel, ''), actor, 'agent', FALSE,
        FALSE, id
    FROM snapshot WHERE n > 1 AND coalesce(channel, '') <> was_channel
    UNION ALL
    SELECT key, source, occurred, seq,
        CASE field WHEN 'assignee' THEN 2 WHEN 'queue' THEN 3 WHEN 'priority' THEN 4
            WHEN 'channel' THEN 5 ELSE 7 END,
        field, coalesce(value, ''), actor, author, FALSE, coalesce(name, '') = 'inferred', id
    FROM change
    UNION ALL
    SELECT key, source, occurred, seq, 6, 'message', '', actor, author, public, FALSE, id
    FROM message
    UNION ALL
    SELECT key, source, first_replied_at, 0, 6, 'message', '', assignee, 'agent', TRUE, TRUE, id
    FROM last_row LEFT JOIN has USING (key)
    WHERE first_replied_at IS NOT NULL AND NOT coalesce(has.message, FALSE)
    UNION ALL
    SELECT key, source, coalesce(solved_at, closed_at, seen_at), 0, 7, 'status', category,
        assignee, 'agent', FALSE, TRUE, id
    FROM last_row LEFT JOIN has USING (key)
    WHERE category IN ('solved', 'closed') AND NOT coalesce(has.status, FALSE)
)
-- A clock that runs behind cannot put an event before its ticket: it happened at the creation,
-- after the creation itself, in the order that was told.
SELECT s.* REPLACE (greatest(s.occurred, c.created) AS occurred), c.created,
    CASE WHEN s.rank < 2 THEN -1 ELSE s.occurred END AS told_at
FROM stream s JOIN creation c USING (key);

-- The state of a ticket at each of its events, and the running counts that facts are read from.
CREATE OR REPLACE TEMP TABLE event AS
WITH
compared AS (
    SELECT m.*,
        lag(value) OVER earlier AS was,
        CASE WHEN field IN ('assignee', 'queue') THEN
            last_value(CASE WHEN bot.account IS NULL THEN nullif(value, '') END IGNORE NULLS)
                OVER (earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) END AS holder,
        bot.account IS NOT NULL AS to_bot
    FROM move m
    LEFT JOIN bot ON m.field = 'assignee' AND bot.source = m.source AND bot.account = m.value
    WINDOW earlier AS (PARTITION BY key, field ORDER BY occurred, told_at, seq, rank, value, tie)
),
-- A value that stays the same is no event; a handover goes from one human to another.
event AS (
    SELECT *,
        row_number() OVER told AS n,
        CASE WHEN field = 'status' THEN value END AS new_category,
        CASE WHEN field = 'assignee' THEN value END AS new_assignee,
        CASE WHEN field = 'queue' THEN value END AS new_queue,
        CASE WHEN field = 'priority' THEN value END AS new_priority,
        CASE WHEN field = 'channel' THEN value END AS new_channel
    FROM compared WHERE field = 'message' OR coalesce(was, '') <> value
    WINDOW told AS (PARTITION BY key ORDER BY occurred, told_at, seq, rank, field, value, tie)
)
, state AS (
SELECT key, source, n, occurred, created, told_at,
    CASE WHEN told_at = -1 THEN 'created' ELSE field END AS kind, field,
    last_value(new_category IGNORE NULLS) OVER so_far AS category,
    nullif(last_value(new_assignee IGNORE NULLS) OVER so_far, '') AS assignee,
    nullif(last_value(new_queue IGNORE NULLS) OVER so_far, '') AS queue,
    nullif(last_value(new_priority IGNORE NULLS) OVER so_far, '') AS priority,
    nullif(last_value(new_channel IGNORE NULLS) OVER so_far, '') AS channel,
    actor, author, public, inferred,
    CASE WHEN value <> '' AND NOT to_bot AND holder <> value THEN holder END AS giver,
    sum(CASE WHEN field = 'message' AND public AND author = 'agent' AND occurred > created
        THEN 1 ELSE 0 END) OVER so_far AS replies,
    sum(CASE WHEN field = 'assignee' AND value <> '' AND NOT to_bot AND holder <> value
        THEN 1 ELSE 0 END) OVER so_far AS handovers,
    sum(CASE WHEN field = 'queue' AND value <> '' AND holder <> value
        THEN 1 ELSE 0 END) OVER so_far AS queue_moves
FROM event
WINDOW so_far AS (PARTITION BY key ORDER BY n ROWS UNBOUNDED PRECEDING)
)
-- What was so from the start is part of the creation, told by the last of its moves.
SELECT * EXCLUDE (told_at, field) FROM state WHERE told_at <> -1 OR field = 'status';

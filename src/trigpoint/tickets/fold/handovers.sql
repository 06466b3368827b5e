-- One row each time a ticket goes from one person to another, or from one queue to another: who or
-- which gave it away, in the state that held until then. `nth` counts as the running counts do.
CREATE OR REPLACE TEMP TABLE new_handover AS
SELECT key, n::INTEGER AS n,
    CASE kind WHEN 'assignee' THEN 'people' ELSE 'queues' END AS among,
    (CASE kind WHEN 'assignee' THEN handovers ELSE queue_moves END)::INTEGER AS nth, occurred,
    source || '/' || CASE kind WHEN 'assignee' THEN giver ELSE assignee END AS account,
    source || '/' || CASE kind WHEN 'queue' THEN giver ELSE queue END AS queue, priority, channel
FROM event WHERE giver IS NOT NULL AND kind IN ('assignee', 'queue');

-- The events of the touched tickets, with everyone's key made unique over all sources.
CREATE OR REPLACE TEMP TABLE new_ticket_event AS
SELECT e.key, e.n::INTEGER AS n, e.created, e.occurred, e.kind, e.category,
    e.source || '/' || e.assignee AS account, e.source || '/' || e.queue AS queue,
    e.priority, e.channel, e.source || '/' || e.actor AS actor, e.author,
    e.public, e.inferred, worked.worked, e.replies::INTEGER AS replies,
    e.handovers::INTEGER AS handovers, e.queue_moves::INTEGER AS queue_moves
FROM event e LEFT JOIN worked USING (key, n);

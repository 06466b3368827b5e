-- One row for each survey that was sent: the answer that held last, and who had the ticket when it
-- was sent. Where the offer and the answers are records of their own, it was sent with the first.
CREATE OR REPLACE TEMP TABLE new_rating AS
WITH
latest AS (
    SELECT * REPLACE (min(sent_at) OVER (PARTITION BY key, source, rating) AS sent_at)
    FROM landed_rating SEMI JOIN touched USING (key)
    QUALIFY row_number() OVER (PARTITION BY key, source, rating
        ORDER BY coalesce(answered_at, -1) DESC, id DESC) = 1
),
held AS (
    SELECT r.key, r.rating, max(e.n) AS n
    FROM latest r JOIN new_ticket_event e ON e.key = r.key AND e.occurred <= r.sent_at
    GROUP BY ALL
)
SELECT r.key, r.source || '/' || r.rating AS rating, r.kind, r.survey, coalesce(t.excluded, '') AS excluded,
    r.sent_at AS sent, r.answered_at AS answered,
    r.score::INTEGER AS score, r.lowest::INTEGER AS lowest, r.highest::INTEGER AS highest,
    coalesce(r.source || '/' || r.assignee, e.account) AS account,
    coalesce(r.source || '/' || r.queue, e.queue) AS queue,
    e.priority, coalesce(r.channel, e.channel) AS channel
FROM latest r
LEFT JOIN new_ticket t USING (key)
LEFT JOIN held USING (key, rating)
LEFT JOIN new_ticket_event e ON e.key = held.key AND e.n = held.n;

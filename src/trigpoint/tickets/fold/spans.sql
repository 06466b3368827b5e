-- One row for each stretch in which a ticket was active and nothing about its holder changed.
CREATE OR REPLACE TEMP TABLE new_active AS
WITH
marked AS (
    SELECT *, category IN ('new', 'open', 'pending', 'hold') AS waits FROM new_ticket_event
    WHERE kind <> 'message'
),
turn AS (
    SELECT * FROM marked
    QUALIFY (waits, account, queue, priority, channel) IS DISTINCT FROM
        lag((waits, account, queue, priority, channel)) OVER (PARTITION BY key ORDER BY n)
),
span AS (
    SELECT *, lead(occurred, 1, 253402300799) OVER (PARTITION BY key ORDER BY n) AS ended FROM turn
)
SELECT s.key, s.created, t.excluded, s.occurred AS started, s.ended,
    s.account, s.queue, s.priority, s.channel
FROM span s JOIN new_ticket t USING (key)
WHERE s.waits AND s.ended > s.occurred;

WITH named AS (
    SELECT source, CAST(SUM(1) AS BIGINT) AS calls FROM call WHERE queue IS NOT NULL GROUP BY source
)
SELECT c.key, c.offered AS dated, c.account, c.queue, c.priority, c.channel,
    CASE
        WHEN :counts = 'given_up' AND c.answered IS NULL THEN 1
        WHEN :counts = 'in_time' AND c.answered - c.offered <= :within THEN 1
        ELSE 0
    END AS amount,
    CASE
        WHEN c.outbound = 1 THEN 'outbound'
        WHEN :calls = 'queued' AND n.source IS NOT NULL AND c.queue IS NULL AND c.answered IS NULL
        THEN 'no_queue'
        WHEN c.answered IS NULL AND :short > 0 AND c.ended - c.offered <= :short THEN 'short_call'
        WHEN c.answered IS NULL AND :of = 'answered' THEN 'given_up'
        ELSE ''
    END AS reason
FROM call AS c
LEFT JOIN named AS n ON n.source = c.source

-- Tickets that were hard (opened again, passed on, or three replies and more) and are solved, and
-- whether their customer was not asked how it was. Only of sources that tell of surveys nobody
-- answered: of the others, not asked and not answered look the same.
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE WHEN r.key IS NULL THEN 1 ELSE 0 END AS shown
FROM solve AS s
JOIN ticket AS t ON t.key = s.key
LEFT JOIN (SELECT DISTINCT key FROM rating WHERE kind = 'csat') AS r ON r.key = s.key
WHERE s.excluded = '' AND s.last = 1 AND s.reopened IS NULL
    AND (s.nth > 1 OR s.handovers > 0 OR s.replies >= 3)
    AND t.source IN (
        SELECT told.source FROM rating AS sent JOIN ticket AS told ON told.key = sent.key
        WHERE sent.kind = 'csat' AND sent.answered IS NULL
    )

-- Tickets that were hard (opened again, passed on, or three replies and more) and are solved, and
-- whether their customer was not asked how it was. Nothing where no surveys are sent at all.
SELECT s.key, s.solved AS dated, s.account, s.queue, s.priority, s.channel,
    CASE WHEN r.key IS NULL THEN 1 ELSE 0 END AS shown
FROM solve AS s
LEFT JOIN (SELECT DISTINCT key FROM rating WHERE kind = 'csat') AS r ON r.key = s.key
WHERE s.excluded = '' AND s.last = 1 AND s.reopened IS NULL
    AND (s.nth > 1 OR s.handovers > 0 OR s.replies >= 3)
    AND EXISTS (SELECT 1 FROM rating WHERE kind = 'csat')

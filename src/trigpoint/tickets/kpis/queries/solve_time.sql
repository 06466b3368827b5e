WITH whole AS (
    SELECT key, nth, closing FROM clock
    WHERE ending = 'solve' AND :hours = 'business' AND :schedule = 'at_end'
), timed AS (
    SELECT s.key, s.created, s.excluded, s.solved, s.reopened, s.nth, s.last, s.account, s.queue,
        s.priority, s.channel, CASE
            WHEN :hours = 'calendar' THEN s.elapsed
            WHEN :schedule = 'at_end' THEN w.closing
            ELSE s.worked
        END AS amount,
        CASE WHEN :stays = 0 OR s.reopened IS NULL OR s.reopened > s.solved + :stays * 3600
            THEN 1 ELSE 0 END AS stayed
    FROM solve AS s
    LEFT JOIN whole AS w ON w.key = s.key AND w.nth = s.nth
), lasting AS (
    SELECT key, created, excluded, solved, reopened, nth, last, account, queue, priority, channel,
        amount, stayed, SUM(stayed) OVER (PARTITION BY key ORDER BY nth) AS so_far
    FROM timed
)
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE solved END AS dated,
    account, queue, priority, channel, amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :counts = 'last' AND last = 0 THEN 'solved_again'
        WHEN :counts = 'last' AND reopened IS NOT NULL THEN 'reopened'
        WHEN amount IS NULL THEN 'no_hours'
        WHEN :stays > 0 AND solved + :stays * 3600 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM lasting
WHERE :counts <> 'first' OR (stayed = 1 AND so_far = 1)

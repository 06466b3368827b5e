/*
Reopen rate
key: reopen_rate
version: 1
unit: share
direction: lower
statistic: share
clock: the days given, from the first solve
population: tickets by their first solve, once the days given have passed
date: the first solve
owner: whoever held the ticket at that solve
minimum: 30
missing: [too_recent]
parameters:
  days: {default: 14, least: 1, most: 90}
  thanks: [counted, left_out]
*/
WITH first AS (
    SELECT s.key, s.solved, s.reopened, s.excluded, s.account, s.queue, s.priority, s.channel,
        CASE
            WHEN :thanks = 'left_out' AND again.solved < s.reopened + 86400
                AND again.replies = s.replies
            THEN 1 ELSE 0
        END AS thanked
    FROM solve AS s
    LEFT JOIN solve AS again ON again.key = s.key AND again.nth = 2
    WHERE s.nth = 1
)
SELECT key, solved AS dated, account, queue, priority, channel,
    CASE WHEN reopened <= solved + :days * 86400 AND thanked = 0 THEN 1 ELSE 0 END AS amount,
    CASE WHEN reopened <= solved + :days * 86400 AND thanked = 1 THEN 'thanked' ELSE '' END
        AS cause,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN solved + :days * 86400 > :as_of THEN 'too_recent'
        ELSE ''
    END AS reason
FROM first

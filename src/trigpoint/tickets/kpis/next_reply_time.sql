/*
Next reply time
key: next_reply_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from a customer's first message since our last reply to our next public reply
population: what customers wrote after our first reply and a person of ours answered; the rest beside it
date: the reply, or the message while there is none
owner: whoever wrote the reply
minimum: 10
missing: [unanswered, no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
*/
WITH talk AS (
    SELECT key, n, occurred, worked, author, actor, account, queue, priority, channel,
        LAG(author) OVER (PARTITION BY key ORDER BY n) AS before
    FROM ticket_event
    WHERE kind = 'message' AND public AND author IN ('agent', 'customer') AND occurred > created
), turn AS (
    SELECT key, occurred, worked, author, before, account, queue, priority, channel,
        LEAD(occurred) OVER (PARTITION BY key ORDER BY n) AS answered,
        LEAD(worked) OVER (PARTITION BY key ORDER BY n) AS reply_worked,
        LEAD(actor) OVER (PARTITION BY key ORDER BY n) AS reply_account,
        LEAD(queue) OVER (PARTITION BY key ORDER BY n) AS reply_queue,
        LEAD(priority) OVER (PARTITION BY key ORDER BY n) AS reply_priority,
        LEAD(channel) OVER (PARTITION BY key ORDER BY n) AS reply_channel
    FROM talk
    WHERE COALESCE(before, '') <> author
)
SELECT w.key, COALESCE(w.answered, w.occurred) AS dated,
    CASE WHEN w.answered IS NULL THEN w.account ELSE w.reply_account END AS account,
    CASE WHEN w.answered IS NULL THEN w.queue ELSE w.reply_queue END AS queue,
    CASE WHEN w.answered IS NULL THEN w.priority ELSE w.reply_priority END AS priority,
    CASE WHEN w.answered IS NULL THEN w.channel ELSE w.reply_channel END AS channel,
    CASE
        WHEN :hours = 'business' THEN w.reply_worked - w.worked
        ELSE w.answered - w.occurred
    END AS amount,
    CASE
        WHEN t.excluded <> '' THEN t.excluded
        WHEN w.answered IS NULL THEN 'unanswered'
        WHEN :hours = 'business' AND w.reply_worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM turn AS w
JOIN ticket AS t ON t.key = w.key
WHERE w.author = 'customer' AND w.before = 'agent'

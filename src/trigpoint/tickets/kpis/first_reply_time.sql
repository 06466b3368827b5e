/*
First reply time
key: first_reply_time
version: 1
unit: seconds
direction: lower
statistic: quantile
clock: from the creation to the first public reply of a human agent
population: tickets that were answered; those that were not are counted beside it
date: the reply, or the creation while there is none
owner: whoever wrote the reply
minimum: 10
missing: [unanswered, no_hours]
parameters:
  quantile: [median, p90, mean]
  hours: [calendar, business]
  dated: [end, opening]
  schedule: [each, at_end]
  restart: [never, reopen]
  tickets: [all, held]
*/
WITH again AS (
    SELECT key, since, worked, closing FROM clock WHERE ending = 'again' AND :restart = 'reopen'
), whole AS (
    SELECT key, closing FROM clock
    WHERE ending = 'reply' AND :hours = 'business' AND :schedule = 'at_end'
), timed AS (
    SELECT t.key, t.created, t.excluded, t.replied, t.account, t.queue, t.priority, t.channel,
        t.reply_account, t.reply_queue, t.reply_priority, t.reply_channel,
        CASE
            WHEN :hours = 'calendar' THEN t.replied - COALESCE(a.since, t.created)
            WHEN :schedule = 'at_end' AND a.key IS NOT NULL THEN a.closing
            WHEN :schedule = 'at_end' THEN w.closing
            WHEN a.key IS NOT NULL THEN a.worked
            ELSE t.reply_worked
        END AS amount
    FROM ticket AS t
    LEFT JOIN again AS a ON a.key = t.key
    LEFT JOIN whole AS w ON w.key = t.key
)
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE COALESCE(replied, created) END AS dated,
    CASE WHEN replied IS NULL THEN account ELSE reply_account END AS account,
    CASE WHEN replied IS NULL THEN queue ELSE reply_queue END AS queue,
    CASE WHEN replied IS NULL THEN priority ELSE reply_priority END AS priority,
    CASE WHEN replied IS NULL THEN channel ELSE reply_channel END AS channel,
    amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN :tickets = 'held' AND account IS NULL AND queue IS NULL THEN 'unheld'
        WHEN replied IS NULL THEN 'unanswered'
        WHEN amount IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM timed

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
*/
SELECT key,
    CASE WHEN :dated = 'opening' THEN created ELSE COALESCE(replied, created) END AS dated,
    CASE WHEN replied IS NULL THEN account ELSE reply_account END AS account,
    CASE WHEN replied IS NULL THEN queue ELSE reply_queue END AS queue,
    CASE WHEN replied IS NULL THEN priority ELSE reply_priority END AS priority,
    CASE WHEN replied IS NULL THEN channel ELSE reply_channel END AS channel,
    CASE WHEN :hours = 'business' THEN reply_worked ELSE reply_elapsed END AS amount,
    CASE
        WHEN excluded <> '' THEN excluded
        WHEN replied IS NULL THEN 'unanswered'
        WHEN :hours = 'business' AND reply_worked IS NULL THEN 'no_hours'
        ELSE ''
    END AS reason
FROM ticket

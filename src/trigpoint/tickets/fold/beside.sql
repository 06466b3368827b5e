-- Calls, stretches of work, reviews and entries: of several with one key the latest holds; of those
-- of one second the one that says more of language and site.
CREATE OR REPLACE TEMP TABLE new_call AS
SELECT key, source, call, offered_at AS offered, answered_at AS answered, ended_at AS ended,
    talk, hold, after AS wrap_up, outbound::INTEGER AS outbound,
    source || '/' || account AS account, source || '/' || queue AS queue,
    NULL::VARCHAR AS priority, coalesce(channel, 'phone') AS channel
FROM landed_call SEMI JOIN touched USING (key)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY ended_at DESC,
    (language IS NOT NULL)::BIGINT + (site IS NOT NULL)::BIGINT DESC, id DESC) = 1;
-- `alone` are the seconds that no earlier stretch of the same kind covers: chats at the same time
-- are not counted twice. Nobody is free while at work: what is handled is no time available, whatever
-- the log says. `handled` are the seconds at work up to a moment.
CREATE OR REPLACE TEMP TABLE placed AS
WITH one AS (
    SELECT * FROM landed_stretch SEMI JOIN touched USING (key)
    QUALIFY row_number() OVER (PARTITION BY key, doing, started_at, coalesce(ticket, '')
        ORDER BY ended_at DESC, id DESC) = 1
)
SELECT *, greatest(started_at, coalesce(max(ended_at) OVER (
    PARTITION BY key, doing ORDER BY started_at, coalesce(ticket, '')
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), started_at)) AS own
FROM one;
CREATE OR REPLACE TEMP TABLE work AS
SELECT key, own, ended_at,
    coalesce(sum(ended_at - own) OVER (PARTITION BY key ORDER BY own
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS before
FROM placed WHERE doing = 'handling' AND own < ended_at;
CREATE OR REPLACE TEMP TABLE new_stretch AS
WITH handled AS (
    SELECT p.*,
        coalesce(until.before + least(p.ended_at, until.ended_at) - until.own, 0)
            - coalesce(since.before + least(p.own, since.ended_at) - since.own, 0) AS busy
    FROM placed p
    ASOF LEFT JOIN work until ON until.key = p.key AND until.own <= p.ended_at
    ASOF LEFT JOIN work since ON since.key = p.key AND since.own <= p.own
)
SELECT key, row_number() OVER (PARTITION BY key ORDER BY started_at, doing, coalesce(ticket, ''))
        ::INTEGER AS n,
    source, ticket, doing, started_at AS started, ended_at AS ended,
    greatest(0, ended_at - own - CASE WHEN doing = 'available' THEN busy ELSE 0 END) AS alone,
    source || '/' || account AS account, source || '/' || queue AS queue,
    NULL::VARCHAR AS priority, channel
FROM handled;
-- The same without overlaps, from moment to moment: somebody is at work, or free for it between two
-- pieces of work. Free time begins with its stretch, unless at work then, and after each piece.
CREATE OR REPLACE TEMP TABLE new_spell AS
WITH ready AS (SELECT * FROM placed WHERE doing = 'available' AND own < ended_at),
begun AS (
    SELECT r.key, r.source, r.account, r.queue, r.channel, r.own AS began, r.ended_at
    FROM ready r ASOF LEFT JOIN work w ON w.key = r.key AND w.own <= r.own
    WHERE coalesce(w.ended_at, r.own) <= r.own
    UNION ALL
    SELECT r.key, r.source, r.account, r.queue, r.channel, w.ended_at, r.ended_at
    FROM work w ASOF JOIN ready r ON r.key = w.key AND r.own < w.ended_at
    WHERE w.ended_at < r.ended_at
),
found AS (
    SELECT b.* EXCLUDE (ended_at), 'available' AS doing,
        least(b.ended_at, coalesce(w.own, b.ended_at)) AS ended
    FROM begun b ASOF LEFT JOIN work w ON w.key = b.key AND w.own >= b.began
    UNION ALL
    SELECT key, source, account, queue, channel, own, doing, ended_at
    FROM placed WHERE doing = 'handling'
)
SELECT key, row_number() OVER (PARTITION BY key ORDER BY began)::INTEGER AS n, doing,
    began AS started, ended, source || '/' || account AS account, source || '/' || queue AS queue,
    NULL::VARCHAR AS priority, channel
FROM found WHERE began < ended;
-- A review as a whole, or the questions of it, each as often as it weighs.
CREATE OR REPLACE TEMP TABLE new_review AS
WITH answer AS (
    SELECT *, coalesce(weight, 1) AS times FROM landed_review SEMI JOIN touched USING (key)
    QUALIFY row_number() OVER (PARTITION BY key, source, review, coalesce(question, '')
        ORDER BY reviewed_at DESC, id DESC) = 1
),
summed AS (
    SELECT key, source, review, max(reviewed_at) AS reviewed, sum(times * points)::BIGINT AS points,
        sum(times * possible)::BIGINT AS possible, bool_or(failed) AS failed,
        arg_max((account, queue, channel), (reviewed_at, id)) AS who
    FROM answer GROUP BY ALL
)
SELECT key, source || '/' || review AS review, reviewed, possible,
    CASE WHEN failed OR possible = 0 THEN 0 ELSE (200 * points + possible) // (2 * possible) END
        AS score,
    source || '/' || who[1] AS account, source || '/' || who[2] AS queue,
    NULL::VARCHAR AS priority, who[3] AS channel
FROM summed;
CREATE OR REPLACE TEMP TABLE new_entry AS
SELECT key, kind, occurred AS dated, amount, "of" AS whole, currency,
    NULL::VARCHAR AS account, source || '/' || queue AS queue,
    NULL::VARCHAR AS priority, NULL::VARCHAR AS channel
FROM landed_entry SEMI JOIN touched USING (key)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY seen_at DESC,
    (language IS NOT NULL)::BIGINT + (site IS NOT NULL)::BIGINT DESC, id DESC) = 1;
-- Calls and entries have a language and a site of their own, and keys that no ticket has.
INSERT INTO new_origin
SELECT key, nullif(language, '') AS language, nullif(site, '') AS site FROM (
    SELECT key, language, site, ended_at AS latest, id FROM landed_call SEMI JOIN touched USING (key)
    UNION ALL
    SELECT key, language, site, seen_at, id FROM landed_entry SEMI JOIN touched USING (key)
)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY latest DESC,
    (language IS NOT NULL)::BIGINT + (site IS NOT NULL)::BIGINT DESC, id DESC) = 1;
DELETE FROM new_origin WHERE language IS NULL AND site IS NULL;


-- The tags, custom fields, language and site that a ticket has now: of the last snapshot or row, then the changes.
CREATE OR REPLACE TEMP TABLE label_base AS
SELECT key, tags, custom, language, site FROM (
    SELECT key, tags, custom, language, site, occurred, seq, id, 2 AS weight
    FROM landed_snapshot SEMI JOIN touched USING (key)
    UNION ALL
    SELECT key, tags, custom, language, site, seen_at, 4 * (category IS NOT NULL)::BIGINT
        + (language IS NOT NULL)::BIGINT + (site IS NOT NULL)::BIGINT, id, 1
    FROM landed_ticket_row SEMI JOIN touched USING (key)
)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY weight DESC, occurred DESC, seq DESC, id DESC) = 1;
CREATE OR REPLACE TEMP TABLE label_change AS
SELECT key, CASE WHEN field = 'custom' THEN name END AS name,
    CASE WHEN field = 'custom' THEN '' ELSE value END AS tag,
    field <> 'tag_removed' AS present, CASE WHEN field = 'custom' THEN value END AS value
FROM landed_change SEMI JOIN touched USING (key)
WHERE field IN ('tag_added', 'tag_removed', 'custom')
QUALIFY row_number() OVER (PARTITION BY key, field = 'custom', name,
    CASE WHEN field = 'custom' THEN '' ELSE value END ORDER BY occurred DESC, seq DESC, id DESC) = 1;
CREATE OR REPLACE TEMP TABLE new_tag AS
SELECT key, tag FROM (
    SELECT key, unnest(from_json(tags, '["VARCHAR"]')) AS tag FROM label_base WHERE tags IS NOT NULL
)
ANTI JOIN (SELECT * FROM label_change WHERE name IS NULL) changed USING (key, tag)
UNION
SELECT key, tag FROM label_change WHERE name IS NULL AND present;
CREATE OR REPLACE TEMP TABLE new_custom AS
SELECT key, name, value FROM (
    SELECT b.key, j.key AS name, j.value ->> '$' AS value
    FROM label_base b, json_each(b.custom) j WHERE b.custom IS NOT NULL
)
ANTI JOIN (SELECT * FROM label_change WHERE name IS NOT NULL) changed USING (key, name)
UNION ALL
SELECT key, name, value FROM label_change WHERE name IS NOT NULL AND value IS NOT NULL;
CREATE OR REPLACE TEMP TABLE new_origin AS
WITH changed AS (
    SELECT key, field, coalesce(value, '') AS value FROM landed_change SEMI JOIN touched USING (key)
    WHERE field IN ('language', 'site')
    QUALIFY row_number() OVER (PARTITION BY key, field ORDER BY occurred DESC, seq DESC, id DESC) = 1
),
wide AS (
    SELECT key, max(CASE WHEN field = 'language' THEN value END) AS language,
        max(CASE WHEN field = 'site' THEN value END) AS site
    FROM changed GROUP BY key
),
found AS (
    SELECT key, nullif(coalesce(w.language, b.language), '') AS language,
        nullif(coalesce(w.site, b.site), '') AS site
    FROM label_base b FULL JOIN wide w USING (key)
)
SELECT * FROM found WHERE language IS NOT NULL OR site IS NOT NULL;

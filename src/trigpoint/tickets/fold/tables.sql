-- What the warehouse keeps beside the landed records.
CREATE TABLE IF NOT EXISTS state (generation BIGINT, base BIGINT);
INSERT INTO state SELECT 0, NULL WHERE NOT EXISTS (SELECT 1 FROM state);
CREATE TABLE IF NOT EXISTS batch (batch VARCHAR PRIMARY KEY, source VARCHAR, landed_at BIGINT);
CREATE TABLE IF NOT EXISTS repeated (id UUID, kind VARCHAR, batch VARCHAR);
CREATE TABLE IF NOT EXISTS quarantine (
    batch VARCHAR, n BIGINT, line VARCHAR, code VARCHAR, reason VARCHAR
);
CREATE TABLE IF NOT EXISTS cursor (
    source VARCHAR, stream VARCHAR, value VARCHAR, PRIMARY KEY (source, stream)
);
-- Accounts of people who were erased: what lands of them lands without name and mail address.
CREATE TABLE IF NOT EXISTS forgotten (
    source VARCHAR, account VARCHAR, PRIMARY KEY (source, account)
);
-- By which ids of erased people's accounts are recognised that told whose they were.
CREATE TABLE IF NOT EXISTS salt (salt BLOB);
-- The tickets that were folded anew since the base of the published files was written.
CREATE TABLE IF NOT EXISTS unpublished (key BIGINT);
CREATE TABLE IF NOT EXISTS ticket_event (
    key BIGINT, n INTEGER, created BIGINT, occurred BIGINT, kind VARCHAR, category VARCHAR,
    account VARCHAR, queue VARCHAR, priority VARCHAR, channel VARCHAR, actor VARCHAR,
    author VARCHAR, public BOOLEAN, inferred BOOLEAN, worked BIGINT, replies INTEGER,
    handovers INTEGER, queue_moves INTEGER
);
CREATE TABLE IF NOT EXISTS ticket (
    key BIGINT, source VARCHAR, ticket VARCHAR, created BIGINT, excluded VARCHAR,
    requester VARCHAR, category VARCHAR, account VARCHAR, queue VARCHAR, priority VARCHAR,
    channel VARCHAR, changed BIGINT, replied BIGINT, reply_elapsed BIGINT, reply_worked BIGINT,
    reply_account VARCHAR, reply_queue VARCHAR, reply_priority VARCHAR, reply_channel VARCHAR
);
CREATE TABLE IF NOT EXISTS solve (
    key BIGINT, nth INTEGER, last INTEGER, created BIGINT, excluded VARCHAR, requester VARCHAR,
    solved BIGINT, reopened BIGINT, account VARCHAR, queue VARCHAR, priority VARCHAR,
    channel VARCHAR, elapsed BIGINT, worked BIGINT, replies INTEGER, handovers INTEGER,
    queue_moves INTEGER
);
CREATE TABLE IF NOT EXISTS clock (
    key BIGINT, ending VARCHAR, nth INTEGER, since BIGINT, worked BIGINT, closing BIGINT
);
CREATE TABLE IF NOT EXISTS handover (
    key BIGINT, n INTEGER, among VARCHAR, nth INTEGER, occurred BIGINT, account VARCHAR,
    queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS active (
    key BIGINT, created BIGINT, excluded VARCHAR, started BIGINT, ended BIGINT, account VARCHAR,
    queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS promise (
    key BIGINT, target VARCHAR, cycle INTEGER, created BIGINT, excluded VARCHAR, applied BIGINT,
    due BIGINT, settled BIGINT, met INTEGER, cancelled INTEGER, account VARCHAR, queue VARCHAR,
    priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS rating (
    key BIGINT, rating VARCHAR, kind VARCHAR, survey VARCHAR, excluded VARCHAR, sent BIGINT,
    answered BIGINT, score INTEGER, lowest INTEGER, highest INTEGER, account VARCHAR,
    queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS tag (key BIGINT, tag VARCHAR);
CREATE TABLE IF NOT EXISTS custom (key BIGINT, name VARCHAR, value VARCHAR);
CREATE TABLE IF NOT EXISTS origin (key BIGINT, language VARCHAR, site VARCHAR);
CREATE TABLE IF NOT EXISTS call (
    key BIGINT, source VARCHAR, call VARCHAR, offered BIGINT, answered BIGINT, ended BIGINT,
    talk BIGINT, hold BIGINT, wrap_up BIGINT, outbound INTEGER, account VARCHAR, queue VARCHAR,
    priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS stretch (
    key BIGINT, n INTEGER, source VARCHAR, ticket VARCHAR, doing VARCHAR, started BIGINT,
    ended BIGINT, alone BIGINT, account VARCHAR, queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS spell (
    key BIGINT, n INTEGER, doing VARCHAR, started BIGINT, ended BIGINT, account VARCHAR,
    queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS review (
    key BIGINT, review VARCHAR, reviewed BIGINT, possible BIGINT, score BIGINT, account VARCHAR,
    queue VARCHAR, priority VARCHAR, channel VARCHAR
);
CREATE TABLE IF NOT EXISTS entry (
    key BIGINT, kind VARCHAR, dated BIGINT, amount BIGINT, whole BIGINT, currency VARCHAR,
    account VARCHAR, queue VARCHAR, priority VARCHAR, channel VARCHAR
);

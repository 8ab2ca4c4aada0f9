-- Refused records by cause, and the ways back for them. What operators did cannot be built again from the topics.

-- cause: stage, reason and feed as one text of a size that an index takes. replayed: how often the record had been replayed when
-- it was refused. last_replay: the newest replay that took it up. retaken: when this service, which had refused it, took it after all.
ALTER TABLE rejected ADD COLUMN cause text NOT NULL
    GENERATED ALWAYS AS (md5(stage || E'\n' || reason || E'\n' || coalesce(feed, ''))) STORED;
ALTER TABLE rejected ADD COLUMN replayed int NOT NULL DEFAULT 0;
ALTER TABLE rejected ADD COLUMN last_replay text;
ALTER TABLE rejected ADD COLUMN retaken timestamptz;

CREATE INDEX rejected_by_cause ON rejected (cause, number) INCLUDE (rejected, last_replay);
CREATE INDEX rejected_by_time ON rejected (rejected);

-- selection: what was asked for, plan: what came of that at the beginning, both as JSON. trouble: what it waits for. held_until: until then it is holder's, one instance of this service,
-- which says so again and again; another one goes on after that.
CREATE TABLE replays (
    id         text        PRIMARY KEY,
    number     bigint      GENERATED ALWAYS AS IDENTITY,
    selection  text        NOT NULL,
    plan       text        NOT NULL,
    by_key     text        NOT NULL,
    by_name    text        NOT NULL,
    rate       int         NOT NULL,
    forced     boolean     NOT NULL,
    state      text        NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
    trouble    text,
    created    timestamptz NOT NULL,
    changed    timestamptz NOT NULL,
    holder     text,
    held_until timestamptz
);

CREATE UNIQUE INDEX replays_by_number ON replays (number);

-- One row for each record that a replay sends, in the order in which they were refused. source: where its bytes are read. target:
-- where it goes. state: sent once Kafka, or this service, has it; refused if it came back.
CREATE TABLE replay_records (
    replay        text        NOT NULL REFERENCES replays ON DELETE CASCADE,
    line          int         NOT NULL,
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    record_offset bigint      NOT NULL,
    feed          text,
    source        text        NOT NULL,
    target        text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('pending', 'sent', 'refused', 'skipped')),
    reason        text,
    detail        text,
    at            timestamptz,
    PRIMARY KEY (replay, line)
);

CREATE INDEX replay_records_by_state ON replay_records (replay, state, line);

-- What operators did: who, when, what, with what result.
CREATE TABLE audit (
    number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    by_key  text        NOT NULL,
    by_name text        NOT NULL,
    action  text        NOT NULL,
    subject text        NOT NULL,
    outcome text        NOT NULL
);

-- Who is signed in on the page: of the random value in the cookie only the SHA-256 is kept.
CREATE TABLE sessions (
    hash      text        PRIMARY KEY,
    key_id    text        NOT NULL,
    created   timestamptz NOT NULL,
    last_seen timestamptz NOT NULL
);

CREATE INDEX sessions_by_last_seen ON sessions (last_seen);

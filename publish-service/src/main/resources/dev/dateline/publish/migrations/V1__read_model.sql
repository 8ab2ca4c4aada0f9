-- The read model: everything the API answers from. It can be built again from the topics at any time.

CREATE TYPE tag_kind AS ENUM ('people', 'organisations', 'places', 'countries', 'topics', 'flashpoints');

-- Where reading goes on, written in the transaction that writes the rows read up to there.
CREATE TABLE consumer_offsets (
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- One row. Whoever writes articles or trends holds its lock until commit, so that numbers appear in the order in which
-- they were given and a reader that goes on after the newest number it saw never misses one.
CREATE TABLE head (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    newest_seq   bigint NOT NULL,
    newest_trend bigint NOT NULL,
    articles     bigint NOT NULL
) WITH (fillfactor = 10);

INSERT INTO head (newest_seq, newest_trend, articles) VALUES (0, 0, 0);

-- The newest revision of each article. seq is the order of publication; each revision gets the next one.
-- record is the JSON that the API shows; text, because jsonb refuses the character U+0000.
CREATE TABLE articles (
    id        text        PRIMARY KEY,
    seq       bigint      NOT NULL,
    revision  int         NOT NULL,
    feed      text        NOT NULL,
    publisher text,
    title     text        NOT NULL,
    published timestamptz NOT NULL,
    received  timestamptz NOT NULL,
    enriched  timestamptz NOT NULL,
    stored    timestamptz NOT NULL,
    language  text,
    record    text        NOT NULL,
    search    tsvector    NOT NULL
);

CREATE UNIQUE INDEX articles_by_seq ON articles (seq);
CREATE INDEX articles_by_feed ON articles (feed, seq);
CREATE INDEX articles_by_publisher ON articles (publisher, seq);
CREATE INDEX articles_by_received ON articles (received);
CREATE INDEX articles_by_words ON articles USING gin (search);

-- The tags of the revision that has this seq; a new revision takes the rows of the one before away.
CREATE TABLE article_tags (
    kind     tag_kind NOT NULL,
    tag_id   text     NOT NULL,
    seq      bigint   NOT NULL,
    about    boolean,
    salience real     NOT NULL,
    PRIMARY KEY (kind, tag_id, seq)
);

CREATE INDEX article_tags_by_seq ON article_tags (seq);

-- The newest ranking of each kind and window; version grows with each ranking of any of them.
CREATE TABLE trends (
    kind     tag_kind    NOT NULL,
    span     text        NOT NULL,
    version  bigint      NOT NULL,
    computed timestamptz NOT NULL,
    record   text        NOT NULL,
    PRIMARY KEY (kind, span)
);

CREATE UNIQUE INDEX trends_by_version ON trends (version);

-- What publish counted itself, by the minute in which ingest took the article: accepted on news.raw, revisions stored,
-- records rejected by the stages after ingest.
CREATE TABLE ledger_counts (
    feed     text        NOT NULL,
    minute   timestamptz NOT NULL,
    accepted bigint      NOT NULL DEFAULT 0,
    stored   bigint      NOT NULL DEFAULT 0,
    rejected bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, minute)
);

-- What enrich counted, as news.ledger says, by partition of news.raw.
CREATE TABLE ledger_entries (
    feed       text        NOT NULL,
    minute     timestamptz NOT NULL,
    partition  int         NOT NULL,
    published  bigint      NOT NULL,
    duplicates bigint      NOT NULL,
    PRIMARY KEY (feed, minute, partition)
);

-- Records that no stage could process, at the place where their bytes lie. original holds the first part of them, size
-- is that of the whole; errors holds what Kafka Streams says of the failure.
CREATE TABLE rejected (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    record_offset bigint      NOT NULL,
    number        bigint      GENERATED ALWAYS AS IDENTITY,
    stage         text        NOT NULL,
    reason        text        NOT NULL,
    detail        text,
    feed          text,
    received      timestamptz,
    rejected      timestamptz NOT NULL,
    content_type  text,
    errors        text,
    size          int         NOT NULL,
    original      bytea       NOT NULL,
    PRIMARY KEY (topic, partition, record_offset)
);

CREATE UNIQUE INDEX rejected_by_number ON rejected (number);

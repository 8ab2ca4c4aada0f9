-- What articles were before their newest revision, as far as filters ask, so that a reader of the stream who got one is told
-- when the revision after it no longer matches. One was the newest from seq to before until_seq, where the next stands. They
-- go with a kill, with their article, and some weeks after they were replaced.
CREATE TABLE earlier_revisions (
    until_seq   bigint      PRIMARY KEY,
    seq         bigint      NOT NULL,
    id          text        NOT NULL,
    language    text        NOT NULL,
    published   timestamptz NOT NULL,
    received    timestamptz NOT NULL,
    copy        boolean     NOT NULL,
    keys        text[]      NOT NULL,
    saliences   real[]      NOT NULL,
    confidences real[]      NOT NULL,
    latitudes   float8[]    NOT NULL,
    longitudes  float8[]    NOT NULL,
    search      tsvector    NOT NULL,
    replaced    timestamptz NOT NULL
);

CREATE UNIQUE INDEX earlier_revisions_by_seq ON earlier_revisions (seq);
CREATE INDEX earlier_revisions_by_id ON earlier_revisions (id);
CREATE INDEX earlier_revisions_by_time ON earlier_revisions (replaced);

-- Which revision forgotten articles had, so that the ledger counts one that is revised again from there on. They go once they
-- are twice as old as articles are kept.
CREATE TABLE forgotten_articles (
    id       text        PRIMARY KEY,
    revision int         NOT NULL,
    received timestamptz NOT NULL
);

CREATE INDEX forgotten_articles_by_time ON forgotten_articles (received);

-- Standing queries, and what is owed to whoever keeps them. Unlike the rest of the read model, this cannot be built again
-- from the topics.

-- after_seq: it hears of what is published after this place. secret and previous_secret sign; the second until
-- previous_until. held_until: the endpoint asked not to be called before. failures: attempts that failed since the last that
-- did not. kind: webhook, whose query is a list's query string; or websub, whose query is the topic, with a lease.
CREATE TABLE subscriptions (
    id              text        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('webhook', 'websub')),
    query           text        NOT NULL,
    url             text        NOT NULL,
    description     text,
    secret          text,
    previous_secret text,
    previous_until  timestamptz,
    state           text        NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
    reason          text,
    after_seq       bigint      NOT NULL,
    lease_ends      timestamptz,
    held_until      timestamptz,
    failures        int         NOT NULL DEFAULT 0,
    last_success    timestamptz,
    last_failure    timestamptz,
    last_error      text,
    created         timestamptz NOT NULL,
    changed         timestamptz NOT NULL
);

CREATE UNIQUE INDEX subscriptions_of_hub ON subscriptions (url, query) WHERE kind = 'websub';

-- How far articles have been matched, by whichever instance holds the lock of the one row. A new subscription takes the same
-- lock, so that no article falls between its beginning and its first match.
CREATE TABLE delivery_cursor (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint  NOT NULL
);

INSERT INTO delivery_cursor (seq) SELECT newest_seq FROM head;

-- Which articles a subscription was told of, so that it hears of their corrections and kills whatever they then match.
CREATE TABLE told (
    article      text        NOT NULL,
    subscription text        NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    first_seq    bigint      NOT NULL,
    last_seq     bigint      NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (article, subscription)
);

CREATE INDEX told_by_subscription ON told (subscription);
CREATE INDEX told_by_time ON told (at);

-- What is sent, once for all subscriptions: the article as it was at that place, whatever became of it since. A kill takes
-- the earlier ones of its article away.
CREATE TABLE delivery_records (
    seq     bigint PRIMARY KEY,
    article text   NOT NULL,
    record  text   NOT NULL
);

CREATE INDEX delivery_records_by_article ON delivery_records (article);

-- One row for each message to each subscription. Pending ones are claimed by an instance until due, which then is the end of
-- its time; one that it does not finish by then is claimed anew.
CREATE TABLE deliveries (
    number       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription text        NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    seq          bigint      NOT NULL,
    article      text        NOT NULL,
    type         text        NOT NULL,
    matches      boolean     NOT NULL,
    replay       boolean     NOT NULL,
    state        text        NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'delivered', 'failed', 'cancelled', 'superseded')),
    attempts     int         NOT NULL DEFAULT 0,
    claimed      boolean     NOT NULL DEFAULT false,
    due          timestamptz NOT NULL,
    created      timestamptz NOT NULL,
    finished     timestamptz
);

CREATE INDEX deliveries_due ON deliveries (subscription, due, number) WHERE state = 'pending';
CREATE INDEX deliveries_by_article ON deliveries (article, subscription, number) WHERE state = 'pending';
CREATE INDEX deliveries_by_seq ON deliveries (seq);
CREATE INDEX deliveries_listed ON deliveries (subscription, number);
CREATE INDEX deliveries_by_end ON deliveries (finished) WHERE state <> 'pending';

-- status is the HTTP status, absent where none came; error says why then.
CREATE TABLE delivery_attempts (
    delivery bigint      NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    attempt  int         NOT NULL,
    begun    timestamptz NOT NULL,
    millis   int         NOT NULL,
    status   int,
    error    text,
    PRIMARY KEY (delivery, attempt)
);

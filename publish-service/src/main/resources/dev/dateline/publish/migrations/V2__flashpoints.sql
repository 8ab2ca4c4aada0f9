-- What news.flashpoints said of each flashpoint, one row a record: the topic itself forgets all but the newest.
-- record is null where the flashpoint was retired.
CREATE TABLE flashpoint_versions (
    id            text        NOT NULL,
    record_offset bigint      NOT NULL,
    version       int         NOT NULL,
    origin        text        NOT NULL,
    changed       timestamptz NOT NULL,
    record        text,
    PRIMARY KEY (id, record_offset)
);

-- The newest index of each flashpoint and hour.
CREATE TABLE flashpoint_index (
    flashpoint text        NOT NULL,
    hour       timestamptz NOT NULL,
    record     text        NOT NULL,
    PRIMARY KEY (flashpoint, hour)
);

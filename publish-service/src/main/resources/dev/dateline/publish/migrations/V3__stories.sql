-- A killed article keeps its row, without text and tags, until it is taken down: whoever had it must hear of it.
ALTER TABLE articles ADD COLUMN killed boolean NOT NULL DEFAULT false;
CREATE INDEX articles_killed ON articles (seq) WHERE killed;

-- The newest change of each story. number is the order of changes, newest_story in head the newest. A story that another
-- absorbed keeps its row, so that its id leads on.
ALTER TABLE head ADD COLUMN newest_story bigint NOT NULL DEFAULT 0;

CREATE TABLE stories (
    id          text        PRIMARY KEY,
    number      bigint      NOT NULL,
    first_seen  timestamptz NOT NULL,
    last_seen   timestamptz NOT NULL,
    reports     int         NOT NULL,
    sources     int         NOT NULL,
    absorbed_by text,
    record      text        NOT NULL
);

CREATE UNIQUE INDEX stories_by_number ON stories (number);
CREATE INDEX stories_shown ON stories (number) WHERE absorbed_by IS NULL;

-- Rankings of stories and feeds beside those of tags.
ALTER TYPE tag_kind ADD VALUE IF NOT EXISTS 'stories';
ALTER TYPE tag_kind ADD VALUE IF NOT EXISTS 'feeds';

-- The rankings that no more change, for 35 days: what was rising at any past time.
CREATE TABLE trend_history (
    kind       text        NOT NULL,
    span       text        NOT NULL,
    window_end timestamptz NOT NULL,
    record     text        NOT NULL,
    PRIMARY KEY (kind, span, window_end)
);

CREATE INDEX trend_history_by_end ON trend_history (window_end);

-- One row for each entry of those rankings: how one tag fared.
CREATE TABLE trend_points (
    kind       text        NOT NULL,
    span       text        NOT NULL,
    tag_id     text        NOT NULL,
    window_end timestamptz NOT NULL,
    rank       int         NOT NULL,
    score      real        NOT NULL,
    units      int         NOT NULL,
    expected   real        NOT NULL,
    families   int         NOT NULL,
    trending   boolean     NOT NULL,
    PRIMARY KEY (kind, span, tag_id, window_end)
);

CREATE INDEX trend_points_by_end ON trend_points (window_end);

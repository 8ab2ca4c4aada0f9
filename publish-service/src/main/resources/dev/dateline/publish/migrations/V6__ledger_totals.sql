-- What the ledger is asked for stands in one row a feed, and in one row a feed and minute that an index gives newest first;
-- no question adds up all there ever was.
ALTER TABLE ledger_counts ADD COLUMN duplicates bigint NOT NULL DEFAULT 0;

INSERT INTO ledger_counts (feed, minute, duplicates)
SELECT feed, minute, sum(duplicates) FROM ledger_entries GROUP BY feed, minute
ON CONFLICT (feed, minute) DO UPDATE SET duplicates = excluded.duplicates;

CREATE INDEX ledger_counts_by_minute ON ledger_counts (minute DESC, feed);

CREATE TABLE ledger_totals (
    feed       text   PRIMARY KEY,
    accepted   bigint NOT NULL DEFAULT 0,
    stored     bigint NOT NULL DEFAULT 0,
    duplicates bigint NOT NULL DEFAULT 0,
    rejected   bigint NOT NULL DEFAULT 0
);

INSERT INTO ledger_totals
SELECT feed, sum(accepted), sum(stored), sum(duplicates), sum(rejected) FROM ledger_counts GROUP BY feed;

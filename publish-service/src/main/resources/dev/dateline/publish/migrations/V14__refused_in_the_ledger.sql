-- What ingest turned away, so that received = accepted + refused is told beside what became of the accepted.
ALTER TABLE ledger_counts ADD COLUMN refused bigint NOT NULL DEFAULT 0;
ALTER TABLE ledger_totals ADD COLUMN refused bigint NOT NULL DEFAULT 0;

INSERT INTO ledger_counts AS known (feed, minute, refused)
SELECT coalesce(feed, 'unknown'), date_trunc('minute', coalesce(received, rejected), 'UTC'), count(*)
FROM rejected WHERE stage = 'ingest' GROUP BY 1, 2
ON CONFLICT (feed, minute) DO UPDATE SET refused = excluded.refused;

INSERT INTO ledger_totals AS known (feed, refused)
SELECT feed, sum(refused) FROM ledger_counts WHERE refused > 0 GROUP BY feed
ON CONFLICT (feed) DO UPDATE SET refused = excluded.refused;

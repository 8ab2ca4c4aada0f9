-- An article is found by its address as well. Of the canonical address, or else of the one that the feed gave, the first eight
-- bytes of SHA-256 are kept: addresses are long, and whoever looks compares the record.
ALTER TABLE article_ids ADD COLUMN address bigint;

-- JSON escapes U+0000, which jsonb refuses; an escaped backslash before it is none.
UPDATE article_ids AS i SET address = ('x' || left(encode(sha256(convert_to(url, 'UTF8')), 'hex'), 16))::bit(64)::bigint
FROM (
    SELECT seq, coalesce(json #>> '{article,canonicalUrl}', json #>> '{article,url}') AS url
    FROM (
        SELECT seq, regexp_replace(record, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::jsonb AS json FROM articles
    ) AS records
) AS addresses
WHERE addresses.seq = i.seq AND url IS NOT NULL;

CREATE INDEX article_ids_by_address ON article_ids (address) WHERE address IS NOT NULL;

-- The index of keys and words also knows of which 1,024 articles in the order of publication one is, so that what many have in
-- common is looked for among the newest few of them.
SET LOCAL maintenance_work_mem = '256MB';

CREATE INDEX articles_by_keys_words_and_block ON articles USING gin (keys, search, (ARRAY[seq >> 10]));

DROP INDEX articles_by_keys_and_words;

-- How many articles are in which block is known of an expression only once it was looked at.
ANALYZE articles;

-- Articles in partitions by seq, each small enough that a search of one is always short, and dropped whole when all
-- of it is too old. What articles are looked up by stands in one list of keys, which one index holds beside the words.

-- The rules by which a text of a language is cut into words; und is a language that nobody told.
CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language
        WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'und' THEN 'pg_catalog.english'::regconfig
        WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
        WHEN 'ca' THEN 'pg_catalog.catalan'::regconfig
        WHEN 'da' THEN 'pg_catalog.danish'::regconfig
        WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'el' THEN 'pg_catalog.greek'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
        WHEN 'et' THEN 'pg_catalog.estonian'::regconfig
        WHEN 'eu' THEN 'pg_catalog.basque'::regconfig
        WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
        WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'ga' THEN 'pg_catalog.irish'::regconfig
        WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
        WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
        WHEN 'hy' THEN 'pg_catalog.armenian'::regconfig
        WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig
        WHEN 'it' THEN 'pg_catalog.italian'::regconfig
        WHEN 'lt' THEN 'pg_catalog.lithuanian'::regconfig
        WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'ne' THEN 'pg_catalog.nepali'::regconfig
        WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
        WHEN 'nn' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
        WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
        WHEN 'sr' THEN 'pg_catalog.serbian'::regconfig
        WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
        WHEN 'ta' THEN 'pg_catalog.tamil'::regconfig
        WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
        WHEN 'yi' THEN 'pg_catalog.yiddish'::regconfig
        ELSE 'pg_catalog.simple'::regconfig
    END
$$;

CREATE FUNCTION search_words(language text, title text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector(search_config(language), title), 'A')
        || setweight(to_tsvector(search_config(language), body), 'B')
$$;

ALTER TABLE articles RENAME TO whole_articles;
ALTER TABLE whole_articles RENAME CONSTRAINT articles_pkey TO whole_articles_pkey;
DROP INDEX articles_by_seq, articles_by_feed, articles_by_publisher, articles_by_received, articles_by_words,
    articles_killed;

-- The newest revision of each article. seq is the order of publication; each revision gets the next one.
-- record is the JSON that the API shows; text, because jsonb refuses the character U+0000. The keys begin with the tags,
-- to which saliences, confidences, latitudes and longitudes belong one by one.
CREATE TABLE articles (
    seq         bigint      NOT NULL,
    id          text        NOT NULL,
    feed        text        NOT NULL,
    title       text        NOT NULL,
    language    text        NOT NULL,
    published   timestamptz NOT NULL,
    received    timestamptz NOT NULL,
    killed      boolean     NOT NULL,
    copy        boolean     NOT NULL,
    keys        text[]      NOT NULL,
    saliences   real[]      NOT NULL,
    confidences real[]      NOT NULL,
    latitudes   float8[]    NOT NULL,
    longitudes  float8[]    NOT NULL,
    search      tsvector    NOT NULL,
    record      text        NOT NULL
) PARTITION BY RANGE (seq);

ALTER TABLE articles ALTER COLUMN keys SET STORAGE MAIN, ALTER COLUMN search SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX articles_by_seq ON articles (seq);
CREATE INDEX articles_by_received ON articles (received);
CREATE INDEX articles_by_published ON articles (published);
CREATE INDEX articles_by_keys_and_words ON articles USING gin (keys, search);
CREATE INDEX articles_killed ON articles (seq) WHERE killed;

-- Which row is an article's: an id is there once, whichever partition its newest revision lies in.
CREATE TABLE article_ids (
    id       text    PRIMARY KEY,
    seq      bigint  NOT NULL,
    revision int     NOT NULL,
    killed   boolean NOT NULL
);

CREATE UNIQUE INDEX article_ids_by_seq ON article_ids (seq);

-- The partitions: each holds seq from first_seq to before end_seq, received from oldest to newest (null while it is empty).
CREATE TABLE article_partitions (
    first_seq bigint      PRIMARY KEY,
    end_seq   bigint      NOT NULL,
    oldest    timestamptz,
    newest    timestamptz
);

-- The languages that articles are in, so that words are looked up by the rules of these.
CREATE TABLE article_languages (
    language text PRIMARY KEY
);

CREATE INDEX stories_absorbed ON stories (absorbed_by) WHERE absorbed_by IS NOT NULL;

-- A partition is made on its own and then attached, which keeps no reader waiting.
CREATE FUNCTION add_article_partition(first_seq bigint, end_seq bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text := 'articles_' || first_seq;
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE articles INCLUDING ALL)'
        || ' WITH (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)', name);
    EXECUTE format('ALTER TABLE articles ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name, first_seq, end_seq);
    INSERT INTO article_partitions (first_seq, end_seq) VALUES (first_seq, end_seq);
END
$$;

-- What is there goes over.
DO $$
DECLARE
    newest bigint := (SELECT newest_seq FROM head);
    width  bigint := 100000;
BEGIN
    IF newest > 0 THEN
        FOR n IN 0 .. newest / width LOOP
            PERFORM add_article_partition(n * width, (n + 1) * width);
        END LOOP;
    END IF;
END
$$;

-- JSON escapes U+0000, which jsonb refuses; an escaped backslash before it is none.
CREATE FUNCTION pg_temp.as_jsonb(record text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT regexp_replace(record, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::jsonb
$$;

CREATE FUNCTION pg_temp.key(kind text, value text) RETURNS text LANGUAGE sql AS $$
    SELECT kind || left(value, 200)
$$;

INSERT INTO articles
SELECT seq, id, feed, title, language, published, received, killed, copy,
    coalesce(tag_keys, '{}') || other_keys || coalesce(cells, '{}'),
    coalesce(saliences, '{}'), coalesce(confidences, '{}'), coalesce(latitudes, '{}'), coalesce(longitudes, '{}'),
    CASE WHEN killed THEN '' ELSE search_words(language, translate(title, '<', ' '),
        translate(left(json #>> '{article,body}', 200000), '<', ' ')) END,
    record
FROM (
    SELECT a.seq, a.id, a.feed, a.title, a.published, a.received, a.killed, a.record, json,
        coalesce(lower(substring(coalesce(json ->> 'language', a.language) from '^[A-Za-z]{2,3}(?![A-Za-z])')), 'und')
            AS language,
        json ? 'copyOf' AS copy
    FROM whole_articles AS a CROSS JOIN LATERAL pg_temp.as_jsonb(a.record) AS json
) AS old
CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[
        pg_temp.key('feed/', feed),
        pg_temp.key('publisher/', json #>> '{article,publisher}'),
        pg_temp.key('family/', json #>> '{article,publisherFamily}'),
        pg_temp.key('story/', json ->> 'story'),
        'language/' || language,
        'lane/' || (json #>> '{article,lane}')], NULL) AS other_keys
) AS others
CROSS JOIN LATERAL (
    SELECT array_agg(pg_temp.key(kind || mark, tag ->> 'id') ORDER BY k, n, mark DESC) AS tag_keys,
        array_agg((tag ->> 'salience')::real ORDER BY k, n, mark DESC) AS saliences,
        array_agg((tag ->> 'confidence')::real ORDER BY k, n, mark DESC) AS confidences,
        array_agg((tag ->> 'latitude')::float8 ORDER BY k, n, mark DESC) AS latitudes,
        array_agg((tag ->> 'longitude')::float8 ORDER BY k, n, mark DESC) AS longitudes
    FROM (VALUES (1, 'people'), (2, 'organisations'), (3, 'places'), (4, 'countries'), (5, 'topics'), (6, 'flashpoints'))
            AS kinds (k, kind)
        CROSS JOIN LATERAL jsonb_array_elements(json -> kind) WITH ORDINALITY AS tags (tag, n)
        CROSS JOIN LATERAL (VALUES ('/'), (CASE WHEN (tag ->> 'about')::boolean THEN '!' END)) AS marks (mark)
    WHERE mark IS NOT NULL
) AS tags
CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT cell) AS cells
    FROM jsonb_array_elements(json -> 'places') AS place
        CROSS JOIN LATERAL (VALUES (1), (10)) AS sizes (size)
        CROSS JOIN LATERAL (
            SELECT 'cell' || size || '/' || floor((place ->> 'latitude')::float8 / size) || ':'
                || floor((place ->> 'longitude')::float8 / size) AS cell
        ) AS cells
    WHERE place ? 'latitude' AND place ? 'longitude'
) AS cells;

INSERT INTO article_ids (id, seq, revision, killed) SELECT id, seq, revision, killed FROM whole_articles;

INSERT INTO article_languages SELECT DISTINCT language FROM articles;

UPDATE article_partitions AS p SET oldest = span.oldest, newest = span.newest
FROM (SELECT seq / 100000 * 100000 AS first_seq, min(received) AS oldest, max(received) AS newest FROM articles GROUP BY 1)
    AS span
WHERE span.first_seq = p.first_seq;

DROP TABLE whole_articles, article_tags;

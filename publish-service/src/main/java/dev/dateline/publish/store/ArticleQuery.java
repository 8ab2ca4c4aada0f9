package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleReader.Unmatched;
import dev.dateline.publish.store.Partitions.Stretch;
import dev.dateline.schemas.RecordJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The SQL of one filter, for one use. All that is looked up by keys and words is left to one index; what that cannot tell,
 * such as how salient a tag is, is looked at row by row behind it.
 */
final class ArticleQuery {

    private final Handle handle;
    private final ArticleFilter filter;
    private final List<String> where = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();
    private final List<WordQuery> words;
    private boolean indexed;

    ArticleQuery(Handle handle, ArticleFilter filter) {
        this.handle = handle;
        this.filter = filter;
        this.words = filter.words().map(this::addWords).orElse(List.of());
        Set<String> all = new HashSet<>();
        for (TagCondition condition : filter.tags()) {
            addKeys(condition.keys(), all);
            if (!filter.weight().equals(TagWeight.ANY)) {
                addWeighed(condition.keys());
            }
        }
        filter.allKeys().forEach(keys -> addKeys(keys, all));
        filter.box().ifPresent(box -> {
            box.cells().ifPresent(cells -> addKeys(cells, all));
            addBox(box);
        });
        if (!all.isEmpty()) {
            where.add("a.keys @> :" + list(all) + "::text[]");
        }
        if (!filter.copies()) {
            where.add("NOT a.copy");
        }
        addSpan("a.received", filter.received());
        addSpan("a.published", filter.published());
    }

    private List<WordQuery> addWords(String text) {
        indexed = true;
        WordQuery.Reading reading = WordQuery.read(handle, text);
        if (reading.queries().isEmpty()) {
            where.add("false");
            return List.of();
        }
        List<String> found = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        for (WordQuery query : reading.queries()) {
            String tsquery = ":" + value(query.tsquery()) + "::tsquery";
            found.add(tsquery);
            exact.add("a.search @@ " + tsquery + " AND a.language = ANY (:" + list(query.languages()) + "::text[])");
        }
        // The index is asked once for all languages; which rules an article's own language has is looked at behind it.
        where.add("a.search @@ (" + String.join(" || ", found) + ")");
        if (!reading.single()) {
            where.add("((" + String.join(") OR (", exact) + "))");
        }
        return reading.queries();
    }

    private void addKeys(Set<String> keys, Set<String> all) {
        indexed = true;
        if (keys.size() == 1) {
            all.addAll(keys);
        } else {
            where.add("a.keys && :" + list(keys) + "::text[]");
        }
    }

    private void addWeighed(Set<String> keys) {
        where.add("EXISTS (SELECT FROM unnest(a.keys, a.saliences, a.confidences) AS tag (key, salience, confidence)"
                + " WHERE tag.key = ANY (:" + list(keys) + "::text[])" + weight() + ")");
    }

    private void addBox(GeoBox box) {
        String west = ":" + value(box.west());
        String east = ":" + value(box.east());
        where.add("EXISTS (SELECT FROM unnest(a.latitudes, a.longitudes, a.saliences, a.confidences)"
                + " AS tag (latitude, longitude, salience, confidence)"
                + " WHERE tag.latitude >= :" + value(box.south()) + " AND tag.latitude <= :" + value(box.north())
                + " AND (tag.longitude >= " + west + (box.crossesAntimeridian() ? " OR" : " AND")
                + " tag.longitude <= " + east + ")" + weight() + ")");
    }

    private String weight() {
        return filter.weight().equals(TagWeight.ANY)
                ? ""
                : " AND tag.salience >= :" + value(filter.weight().salience()) + "::real AND tag.confidence >= :"
                        + value(filter.weight().confidence()) + "::real";
    }

    private void addSpan(String column, TimeSpan span) {
        span.since()
                .ifPresent(since -> where.add(column + " >= :" + value(RecordJson.isoMillis(since)) + "::timestamptz"));
        span.until()
                .ifPresent(until -> where.add(column + " < :" + value(RecordJson.isoMillis(until)) + "::timestamptz"));
    }

    private String value(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return name;
    }

    private String list(Set<String> list) {
        String name = "l" + lists.size();
        lists.put(name, list);
        return name;
    }

    /** The newest articles before a place, newest first, without killed ones. */
    List<ArticleItem> before(long seq, int limit) {
        return items(newestFirst(0, seq), "DESC", limit);
    }

    /** The oldest articles after a place, oldest first, and all killed ones among them: what made those match is gone with their text. */
    List<ArticleItem> after(long seq, int limit) {
        List<Stretch> stretches = Partitions.oldestFirst(handle, seq + 1, Long.MAX_VALUE, filter.received());
        List<ArticleItem> found = items(new Walk(stretches, false), "ASC", limit);
        found.addAll(handle.createQuery(
                        "SELECT seq, killed, record FROM articles WHERE killed AND seq > :place ORDER BY seq LIMIT :limit")
                .bind("place", seq)
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list());
        found.sort(Comparator.comparingLong(ArticleItem::seq));
        return found.subList(0, Math.min(limit, found.size()));
    }

    /** The places at which a matching article took a revision that does not match, oldest first. */
    List<Unmatched> unmatched(long after, long upTo, int limit) {
        if (where.isEmpty()) {
            return List.of(); // What matches whatever it says never ceases to.
        }
        String matches = String.join(" AND ", where);
        return filled("SELECT place, id FROM (SELECT a.until_seq AS place, a.id FROM earlier_revisions AS a WHERE "
                        + matches
                        + " AND a.until_seq >= :from AND a.until_seq < :to) AS matched"
                        + " WHERE NOT EXISTS (SELECT FROM articles AS a WHERE a.seq = matched.place AND "
                        + matches
                        + ") AND NOT EXISTS (SELECT FROM earlier_revisions AS a WHERE a.seq = matched.place AND "
                        + matches + ") ORDER BY place LIMIT :limit")
                .bind("from", after + 1)
                .bind("to", upTo + 1)
                .bind("limit", limit)
                .map((row, context) -> new Unmatched(row.getLong(1), row.getString(2)))
                .list();
    }

    private Walk newestFirst(long from, long to) {
        return new Walk(Partitions.newestFirst(handle, from, to, filter.received()), true);
    }

    private List<ArticleItem> items(Walk walk, String order, int limit) {
        List<ArticleItem> found = new ArrayList<>();
        walk.until(limit, (stretch, missing) -> {
            List<ArticleItem> items = bound(
                            "SELECT a.seq, a.killed, a.record FROM " + matching(stretch, order), stretch, missing)
                    .map((row, context) -> item(row))
                    .list();
            found.addAll(items);
            return items.size();
        });
        return found;
    }

    /**
     * What an article is looked up by.
     *
     * @param seq its place in the order of publication
     */
    record Keys(long seq, String[] keys) {}

    /** The keys of the newest matching articles. */
    List<Keys> keys(int most) {
        List<Keys> found = new ArrayList<>();
        newestFirst(0, Long.MAX_VALUE).until(most, (stretch, missing) -> {
            List<Keys> keys = bound("SELECT a.seq, a.keys FROM " + matching(stretch, "DESC"), stretch, missing)
                    .map((row, context) ->
                            new Keys(row.getLong(1), (String[]) row.getArray(2).getArray()))
                    .list();
            found.addAll(keys);
            return keys.size();
        });
        return found;
    }

    /** The newest matching articles of a stretch, each with how well the words are met. */
    List<RankedQuery.Scored> scored(long from, long to, int most) {
        StringBuilder score = new StringBuilder("CASE");
        for (WordQuery query : words) {
            score.append(" WHEN a.language = ANY (:")
                    .append(list(query.languages()))
                    .append("::text[]) THEN ts_rank('{0.1, 0.1, 0.3, 1}', a.search, :")
                    .append(value(query.tsquery()))
                    .append("::tsquery, 1)");
        }
        score.append(words.isEmpty() ? " WHEN true THEN 0 END" : " END");
        List<RankedQuery.Scored> found = new ArrayList<>();
        newestFirst(from, to).until(most, (stretch, missing) -> {
            // Only of those that are left by the limit are the words read.
            List<RankedQuery.Scored> scored = bound(
                            "SELECT a.seq, " + score + " FROM (SELECT a.seq, a.language, a.search FROM "
                                    + matching(stretch, "DESC") + ") AS a",
                            stretch,
                            missing)
                    .map((row, context) -> new RankedQuery.Scored(row.getLong(1), row.getFloat(2)))
                    .list();
            found.addAll(scored);
            return scored.size();
        });
        return found;
    }

    /**
     * What stands after FROM to go through the matching articles of a stretch in order. Of a stretch that is cut, the index of keys
     * and words gives only those in its blocks. What it can find is found by it alone, which "+ 0" is for: PostgreSQL, which does
     * not know what it costs to read the words of a row, nor that the walk goes through whole partitions only for what is rare,
     * would otherwise go through the rows in their order, or through the index of all of them beside it.
     */
    private String matching(Stretch stretch, String order) {
        List<String> conditions = new ArrayList<>(where);
        String seq = indexed ? "a.seq + 0" : "a.seq";
        conditions.add(seq + " >= :from AND " + seq + " < :to AND a.seq >= :first AND a.seq < :end AND NOT a.killed");
        if (byBlocks(stretch)) {
            conditions.add("ARRAY[a.seq >> " + Stretch.BLOCK_BITS + "] && :blocks::bigint[]");
        }
        return "articles AS a WHERE " + String.join(" AND ", conditions) + " ORDER BY " + seq + " " + order
                + " LIMIT :limit";
    }

    private boolean byBlocks(Stretch stretch) {
        return indexed && stretch.cut();
    }

    private Query bound(String sql, Stretch stretch, int limit) {
        Query query = filled(sql)
                .bind("first", stretch.first())
                .bind("end", stretch.end())
                .bind("from", stretch.from())
                .bind("to", stretch.to())
                .bind("limit", limit);
        return byBlocks(stretch) ? query.bindArray("blocks", Long.class, (Object[]) stretch.blocks()) : query;
    }

    private Query filled(String sql) {
        Query query = handle.createQuery(sql);
        values.forEach(query::bind);
        lists.forEach((name, list) -> query.bindArray(
                name, String.class, list.stream().map(Rows::text).toList()));
        return query;
    }

    static ArticleItem item(ResultSet row) throws SQLException {
        return new ArticleItem(row.getLong(1), row.getBoolean(2), row.getString(3));
    }
}

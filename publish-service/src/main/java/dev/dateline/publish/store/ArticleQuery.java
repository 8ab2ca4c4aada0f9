package dev.dateline.publish.store;

import dev.dateline.schemas.RecordJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The SQL of one filter. A condition with one id becomes a join, so that the index of the tag gives the order too; one with
 * several becomes an EXISTS, since a join would show an article twice.
 */
final class ArticleQuery {

    private final StringBuilder from = new StringBuilder("articles AS a");
    private final List<String> where = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Set<String>> lists = new LinkedHashMap<>();

    ArticleQuery(ArticleFilter filter) {
        filter.tags().forEach(this::add);
        filter.sources().forEach(this::addSources);
        filter.words().ifPresent(words -> {
            where.add("a.search @@ websearch_to_tsquery('english', :words)");
            values.put("words", Rows.text(words));
        });
        filter.since().ifPresent(since -> {
            where.add("a.received >= :since::timestamptz");
            values.put("since", RecordJson.isoMillis(since));
        });
        filter.until().ifPresent(until -> {
            where.add("a.received < :until::timestamptz");
            values.put("until", RecordJson.isoMillis(until));
        });
    }

    private void add(TagCondition condition) {
        String name = "t" + (values.size() + lists.size());
        String matches = name + ".seq = a.seq AND " + name + ".kind = '" + TagKinds.name(condition.kind()) + "'"
                + (condition.aboutOnly() ? " AND " + name + ".about" : "") + " AND " + name + ".tag_id = ";
        if (condition.anyOf().size() == 1) {
            from.append(" JOIN article_tags AS ")
                    .append(name)
                    .append(" ON ")
                    .append(matches)
                    .append(":")
                    .append(name);
            values.put(name, Rows.text(condition.anyOf().iterator().next()));
        } else {
            where.add("EXISTS (SELECT FROM article_tags AS " + name + " WHERE " + matches + "ANY (:" + name + "))");
            lists.put(name, condition.anyOf());
        }
    }

    private void addSources(Set<String> names) {
        String name = "s" + (values.size() + lists.size());
        where.add("(a.feed = ANY (:" + name + ") OR a.publisher = ANY (:" + name + "))");
        lists.put(name, names);
    }

    /** The newest articles before a place, newest first, without killed ones. */
    List<ArticleItem> before(Handle handle, long seq, int limit) {
        return select(handle, List.of("a.seq < :place", "NOT a.killed"), "DESC", seq, limit);
    }

    /** The oldest articles after a place, oldest first, and all killed ones among them: what made those match is gone with their text. */
    List<ArticleItem> after(Handle handle, long seq, int limit) {
        List<ArticleItem> found =
                new ArrayList<>(select(handle, List.of("a.seq > :place", "NOT a.killed"), "ASC", seq, limit));
        found.addAll(handle.createQuery(
                        "SELECT seq, killed, record FROM articles WHERE killed AND seq > :place ORDER BY seq LIMIT :limit")
                .bind("place", seq)
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list());
        found.sort(Comparator.comparingLong(ArticleItem::seq));
        return found.subList(0, Math.min(limit, found.size()));
    }

    private List<ArticleItem> select(Handle handle, List<String> more, String order, long seq, int limit) {
        List<String> conditions = new ArrayList<>(where);
        conditions.addAll(more);
        Query query = handle.createQuery("SELECT a.seq, a.killed, a.record FROM " + from + " WHERE "
                + String.join(" AND ", conditions) + " ORDER BY a.seq " + order + " LIMIT :limit");
        values.forEach(query::bind);
        lists.forEach((name, list) -> query.bindArray(
                name, String.class, list.stream().map(Rows::text).toList()));
        return query.bind("place", seq)
                .bind("limit", limit)
                .map((row, context) -> item(row))
                .list();
    }

    private static ArticleItem item(ResultSet row) throws SQLException {
        return new ArticleItem(row.getLong(1), row.getBoolean(2), row.getString(3));
    }
}

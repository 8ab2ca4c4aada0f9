package dev.dateline.publish.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Words as PostgreSQL looks for them in articles of some languages. Each article is searched by the rules of its own language;
 * languages that make the same of the words share one of these.
 *
 * @param tsquery the query in PostgreSQL's own form
 * @param languages the languages of the articles
 */
record WordQuery(String tsquery, Set<String> languages) {

    /**
     * What the languages make of the words, of all articles there are.
     *
     * @param complete whether every article is in one of these languages
     */
    record Reading(List<WordQuery> queries, boolean complete) {

        /** Whether one query does for every article. */
        boolean single() {
            return complete && queries.size() == 1;
        }
    }

    /** What the languages of all articles make of the words; nothing of those in which they are all too common to be indexed. */
    static Reading read(Handle handle, String words) {
        List<WordQuery> queries = new ArrayList<>();
        int[] silent = {0};
        handle.createQuery("""
                        SELECT query, array_agg(language)
                        FROM article_languages CROSS JOIN LATERAL
                            (SELECT websearch_to_tsquery(search_config(language), :words)::text AS query) AS read
                        GROUP BY query ORDER BY query""")
                .bind("words", searchable(words))
                .map((row, context) -> new WordQuery(row.getString(1), new TreeSet<>(List.of((String[])
                        row.getArray(2).getArray()))))
                .forEach(query -> {
                    if (query.tsquery().isEmpty()) {
                        silent[0]++;
                    } else {
                        queries.add(query);
                    }
                });
        return new Reading(queries, silent[0] == 0);
    }

    /** A text as it is searched: what looks like markup in it is text like any other. */
    static String searchable(String text) {
        return Rows.text(text).replace('<', ' ');
    }
}

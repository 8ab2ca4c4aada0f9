package dev.dateline.publish.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often a query would have fired: the articles of a span that match it as they are now, each once. */
final class BackTest {

    /** Beyond this many, a query fires too often for its number to matter. */
    static final int MOST = 5_000;

    private static final int PAGE = 250;
    private static final int EXAMPLES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArticleReader articles;

    BackTest(ArticleReader articles) {
        this.articles = articles;
    }

    /**
     * What a query would have done.
     *
     * @param count how often it would have fired; at least, where capped
     * @param backfill articles that match and came as history, which alerts nobody
     * @param capped whether counting stopped
     * @param days how often by day of receipt (UTC), the oldest first; days without any are left out
     * @param newest the newest articles, in JSON
     */
    record Result(int count, int backfill, boolean capped, Map<LocalDate, Integer> days, List<String> newest) {}

    Result of(ArticleFilter filter) {
        int count = 0;
        int backfill = 0;
        Map<LocalDate, Integer> days = new TreeMap<>();
        List<String> newest = new ArrayList<>();
        long place = Long.MAX_VALUE;
        while (true) {
            List<ArticleItem> page = articles.before(filter, place, PAGE);
            for (ArticleItem item : page) {
                JsonNode article = article(item.record());
                if (article.path("lane").asText().equalsIgnoreCase("backfill")) {
                    backfill++;
                    continue;
                }
                count++;
                Instant received = Instant.parse(article.path("received").asText());
                days.merge(received.atOffset(ZoneOffset.UTC).toLocalDate(), 1, Integer::sum);
                if (newest.size() < EXAMPLES) {
                    newest.add(item.record());
                }
            }
            if (page.size() < PAGE) {
                return new Result(count, backfill, false, days, newest);
            }
            if (count + backfill >= MOST) {
                return new Result(count, backfill, true, days, newest);
            }
            place = page.getLast().seq();
        }
    }

    private static JsonNode article(String record) {
        try {
            return JSON.readTree(record).path("article");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the read model holds what is no JSON", e);
        }
    }
}

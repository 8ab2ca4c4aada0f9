package dev.dateline.publish.delivery;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.ArticleItem;
import dev.dateline.publish.store.ArticleReader;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.SqlFailures;
import dev.dateline.publish.subscription.Subscription;
import dev.dateline.publish.subscription.Subscriptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Owes again what was published: the newest revision of each article, with the id that its message had or would have had. */
public final class Replay {

    /** Messages of one replay. */
    public static final int MOST = 10_000;

    private static final int PAGE = 250;

    private final Jdbi database;
    private final ArticleReader articles;
    private final Outbox outbox;

    Replay(ReadModel readModel, Outbox outbox) {
        this.database = readModel.deliveries();
        this.articles = readModel.articles();
        this.outbox = outbox;
    }

    /**
     * What a replay came to.
     *
     * @param messages how many messages are sent
     * @param capped whether there would have been more
     */
    public record Replayed(int messages, boolean capped) {}

    /** Where a page ended, and what it added. */
    private record Page(long place, int messages, boolean last) {}

    Replayed of(Subscription subscription, ArticleFilter filter) {
        long place = 0;
        int messages = 0;
        while (messages < MOST) {
            long from = place;
            int most = Math.min(PAGE, MOST - messages);
            Page page = SqlFailures.translating(
                    () -> database.inTransaction(transaction -> page(transaction, subscription, filter, from, most)));
            messages += page.messages();
            place = page.place();
            if (page.last()) {
                return new Replayed(messages, false);
            }
        }
        return new Replayed(messages, true);
    }

    private Page page(Handle transaction, Subscription subscription, ArticleFilter filter, long place, int most) {
        // While nobody matches, no kill is dealt with: it comes after this page and takes its article from it.
        Subscriptions.beginning(transaction);
        List<ArticleItem> found = articles.after(filter, place, most);
        Map<String, ArticleItem> shown = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (ArticleItem item : found) {
            if (!item.killed()) {
                String id = ArticleHead.of(item.record()).id();
                shown.put(id, item);
                order.add(id);
            }
        }
        Map<String, Long> firstTold = outbox.firstTold(transaction, subscription.id(), order);
        List<Owed> owed = new ArrayList<>();
        Map<Long, String> records = new HashMap<>();
        for (String id : order) {
            ArticleItem item = shown.get(id);
            if (item == null) {
                continue;
            }
            boolean corrected = firstTold.getOrDefault(id, item.seq()) < item.seq();
            owed.add(new Owed(
                    subscription.id(),
                    item.seq(),
                    id,
                    corrected ? MessageType.CORRECTED : MessageType.PUBLISHED,
                    true));
            records.put(item.seq(), item.record());
        }
        outbox.add(transaction, owed, records, true);
        outbox.remember(transaction, owed);
        return new Page(found.isEmpty() ? place : found.getLast().seq(), owed.size(), found.size() < most);
    }
}

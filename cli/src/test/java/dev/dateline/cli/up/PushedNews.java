package dev.dateline.cli.up;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.cli.push.IngestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invented news that keeps coming while a test looks at the pages, so that they are seen under load. */
final class PushedNews implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushedNews.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 200;

    private static final List<String> TITLES = List.of(
            "Warships shadow a convoy in the Taiwan Strait",
            "Envoys of Japan and South Korea meet in Geneva",
            "Shelling near Kharkiv as talks on Ukraine go on",
            "Parliament in Santiago debates a budget for ports",
            "Harbour of Bergen reports a quiet week",
            "Ceasefire talks on Gaza resume in Cairo",
            "Central bank of Brazil leaves its rate unchanged");
    private static final List<String> BODIES = List.of(
            "Beijing sent two frigates towards Taiwan on Tuesday, the ministry of defence in Taipei said. The United States"
                    + " called for restraint.",
            "The foreign ministers of Japan and South Korea signed an accord on fisheries, ending years of negotiations.",
            "Artillery struck the outskirts of Kharkiv in Ukraine while Russia and Ukraine spoke of an exchange of"
                    + " prisoners.",
            "Deputies in Chile argued over a plan to spend more on ports and railways.",
            "Fishermen in Norway reported calm seas and good catches.",
            "Negotiators from Israel and Hamas are to meet again in Cairo, Egypt said on Monday.",
            "The bank in Brasília cited steady prices and a firm currency.");

    private final IngestClient ingest;
    private final AtomicInteger number = new AtomicInteger();
    private final Thread thread;
    private volatile boolean ended;

    private PushedNews(IngestClient ingest) {
        this.ingest = ingest;
        this.thread = Thread.ofVirtual().name("pushed-news").unstarted(this::run);
    }

    /** Some at once, and then more and more. */
    static PushedNews start(IngestClient ingest) throws IOException {
        PushedNews news = new PushedNews(ingest);
        for (int i = 0; i < 5 * TITLES.size(); i++) {
            news.push();
        }
        news.thread.start();
        return news;
    }

    private void run() {
        while (!ended) {
            try {
                push();
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                LOG.info("News could not be pushed", e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void push() throws IOException {
        int n = number.getAndIncrement();
        int subject = n % TITLES.size();
        ObjectNode article = JSON.createObjectNode();
        article.put("guid", "pushed-" + n);
        article.put("url", "https://desk.example/pushed/" + n);
        article.put("title", TITLES.get(subject) + ", part " + n);
        article.put("body", BODIES.get(subject) + "\n\nThis was report " + n + " of the day.");
        article.put("publisher", "Desk of " + (char) ('A' + n % 5));
        ingest.send("desk-" + n % 3, "application/json", article.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}

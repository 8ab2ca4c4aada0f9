package dev.dateline.ingest.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.runtime.outbound.Fetched;
import java.net.URI;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

class HubLinksTest {

    private static final URI ADDRESS = URI.create("https://desk.example/feed");
    private static final HubLinks LINKS =
            new HubLinks(URI.create("https://hub.example/"), URI.create("https://desk.example/topic"));

    @Test
    void linkHeadersComeFirst() {
        HttpFields fields = HttpFields.build()
                .add("Link", "<https://hub.example/>; rel=\"hub\", </topic>; rel=self")
                .asImmutable();
        String body = "<feed><link rel='hub' href='https://other.example/'/></feed>";

        assertThat(HubLinks.in(new Fetched(ADDRESS, 200, fields, body.getBytes(UTF_8))))
                .contains(LINKS);
    }

    @Test
    void atomLinksAreReadInAnyKindOfFeedButNotThoseOfAnEntry() {
        assertThat(HubLinks.in(document("""
            <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
            <link rel="hub" href="https://hub.example/"/><link rel="self" href="/topic"/><entry><link rel="hub" href="x"/></entry></feed>
            """))).contains(LINKS);
        assertThat(HubLinks.in(document("""
            <rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://desk.example/</link>
            <atom:link rel="self hub2" href="/topic"/><atom:link rel="hub" href="https://hub.example/"/></channel></rss>
            """))).contains(LINKS);
        assertThat(HubLinks.in(document("<feed><entry><link rel='hub' href='https://hub.example/'/></entry></feed>")))
                .isEmpty();
    }

    @Test
    void aJsonFeedNamesItsHub() {
        assertThat(HubLinks.in(document("""
            {"feed_url": "https://desk.example/topic", "hubs": [{"type": "rssCloud", "url": "https://no.example/"},
             {"type": "WebSub", "url": "https://hub.example/"}], "items": []}
            """))).contains(LINKS);
    }

    @Test
    void whatIsBrokenNamesNoHub() {
        assertThat(HubLinks.in(document("{\"hubs\": "))).isEmpty();
        assertThat(HubLinks.in(document("<link rel='hub' href='::::'>"))).isEmpty();
        assertThat(HubLinks.in(document(""))).isEmpty();
    }

    private static Fetched document(String body) {
        return new Fetched(ADDRESS, 200, HttpFields.EMPTY, body.getBytes(UTF_8));
    }
}

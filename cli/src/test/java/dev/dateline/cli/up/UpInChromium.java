package dev.dateline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dateline.cli.addresses.Addresses;
import dev.dateline.cli.push.IngestClient;
import dev.dateline.runtime.lifecycle.Closer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What {@code dateline up} starts, a client of its ingest, one of its API, and Chromium for its page. Owns all of them. */
final class UpInChromium implements AutoCloseable {

    private final LocalPipeline pipeline;
    private final ReadApi api;
    private final IngestClient ingest;
    private final Chromium chromium;
    private final Closer closer;

    private UpInChromium(LocalPipeline pipeline, ReadApi api, IngestClient ingest, Chromium chromium, Closer closer) {
        this.pipeline = pipeline;
        this.api = api;
        this.ingest = ingest;
        this.chromium = chromium;
        this.closer = closer;
    }

    /**
     * Starts it; skips the test where this machine has no Chromium.
     *
     * @param patience how long an item is pushed again that is not taken
     */
    static UpInChromium start(Path data, Duration patience) throws Exception {
        Path program = Chromium.required();
        Closer closer = new Closer();
        try {
            LocalPipeline pipeline =
                    closer.register(LocalPipeline.start(new UpOptions(data, 0, false), System.err::println));
            ReadApi api = closer.register(new ReadApi(pipeline.addresses().page()));
            IngestClient ingest = closer.register(
                    new IngestClient(pipeline.addresses().ingest(), null, patience, System.err::println));
            Chromium chromium =
                    closer.register(Chromium.start(program, pipeline.addresses().page()));
            return new UpInChromium(pipeline, api, ingest, chromium, closer);
        } catch (Exception e) {
            throw closer.closeAfter(e);
        }
    }

    /** Pushes news until it is closed; returns once the first of them move a trend. */
    void pushNews(Duration within) throws IOException {
        closer.register(PushedNews.start(ingest));
        await().atMost(within)
                .untilAsserted(
                        () -> assertThat(api.json("/v1/trends/flashpoints").path("entries"))
                                .isNotEmpty());
    }

    Addresses addresses() {
        return pipeline.addresses();
    }

    ReadApi api() {
        return api;
    }

    IngestClient ingest() {
        return ingest;
    }

    Chromium chromium() {
        return chromium;
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}

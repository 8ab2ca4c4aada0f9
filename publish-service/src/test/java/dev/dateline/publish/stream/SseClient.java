package dev.dateline.publish.stream;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reader of the stream that keeps what it got. */
final class SseClient implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;

    /** Returns once the stream is open. */
    SseClient(URI uri, @Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = client.send(request.build(), BodyHandlers.ofLines());
        lines = response.body();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (lines) {
            lines.forEach(this::take);
        } catch (UncheckedIOException e) {
            comments.add(": closed here, " + e.getMessage());
        }
    }

    private void take(String line) {
        if (line.startsWith("id: ")) {
            ids.add(line.substring(4));
        } else if (line.startsWith("event: ")) {
            events.add(line.substring(7));
        } else if (line.startsWith("data: ")) {
            data.add(line.substring(6));
        } else if (line.startsWith(":")) {
            comments.add(line);
        }
    }

    List<String> ids() {
        return ids;
    }

    List<String> events() {
        return events;
    }

    List<String> data() {
        return data;
    }

    List<String> comments() {
        return comments;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

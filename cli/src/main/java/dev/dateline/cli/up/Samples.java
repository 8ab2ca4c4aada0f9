package dev.dateline.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.cli.push.IngestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The bundled sample articles, pushed one after the other as feeds would push them. */
final class Samples {

    private static final String FOLDER = "/samples/";
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Samples() {}

    /**
     * One item to push.
     *
     * @param feed the feed that it stands for
     * @param mediaType of the bytes
     * @param bytes the item
     */
    record Sample(String feed, String mediaType, byte[] bytes) {}

    /** All of them: an item of each file in turn, as news comes in, then the files that are one item. */
    static List<Sample> read() throws IOException {
        List<Deque<Sample>> files = new ArrayList<>();
        List<Sample> single = new ArrayList<>();
        for (JsonNode file : new ObjectMapper().readTree(resource("manifest.json"))) {
            String feed = file.get("feed").asText();
            String mediaType = file.get("mediaType").asText();
            byte[] content = resource(file.get("file").asText());
            if (mediaType.equals("application/x-ndjson")) {
                Deque<Sample> lines = new ArrayDeque<>();
                lines(content).forEach(line -> lines.add(new Sample(feed, "application/json", line)));
                files.add(lines);
            } else {
                single.add(new Sample(feed, mediaType, content));
            }
        }
        List<Sample> samples = new ArrayList<>();
        while (!files.isEmpty()) {
            files.forEach(file -> samples.add(file.remove()));
            files.removeIf(Deque::isEmpty);
        }
        samples.addAll(single);
        return samples;
    }

    /** Pushes all, slowly enough to watch. */
    static void push(IngestClient ingest) throws IOException {
        for (Sample sample : read()) {
            ingest.send(sample.feed(), sample.mediaType(), sample.bytes());
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted between two samples");
            }
        }
    }

    private static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : content) {
            if (b == '\n') {
                add(line, lines);
            } else {
                line.write(b);
            }
        }
        add(line, lines);
        return lines;
    }

    private static void add(ByteArrayOutputStream line, List<byte[]> lines) {
        if (line.size() > 0) {
            lines.add(line.toByteArray());
        }
        line.reset();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("the sample " + name + " is missing from the build");
            }
            return in.readAllBytes();
        }
    }
}

package dev.dateline.publish.stream;

import dev.dateline.runtime.config.ConfigReader;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How readers of the stream are treated.
 *
 * @param heartbeat {@code publish.stream.heartbeat}: a comment goes to a reader to whom nothing went for so long, by default
 *     15 s; shorter than the write timeout
 * @param writeTimeout {@code publish.stream.write.timeout}: a reader who takes longer for what is given to it at once is
 *     dropped, by default 30 s
 * @param readers {@code publish.stream.readers}: readers at a time, 1 to 100,000, by default 2,000
 * @param mostBehind {@code publish.stream.most.behind}: a reader who had kept up and fell back by more articles than this is
 *     dropped, by default 10,000
 * @param questions {@code publish.stream.questions}: questions that all readers together ask the database at one time, 1 to
 *     100, by default 4; fewer than {@code publish.database.readers}, so that some are left for the other answers
 */
public record StreamConfig(Duration heartbeat, Duration writeTimeout, int readers, int mostBehind, int questions) {

    /** Refuses a heartbeat that would not keep a healthy connection from the write timeout. */
    public StreamConfig {
        if (heartbeat.compareTo(writeTimeout) >= 0) {
            throw new IllegalArgumentException(
                    "publish.stream.heartbeat must be shorter than publish.stream.write.timeout");
        }
    }

    /** Reads it; what the supplier makes of it may be refused, so it is for {@code ConfigReader.finish}. */
    public static Supplier<StreamConfig> read(ConfigReader settings) {
        Duration heartbeat = settings.duration("publish.stream.heartbeat", Duration.ofSeconds(15));
        Duration writeTimeout = settings.duration("publish.stream.write.timeout", Duration.ofSeconds(30));
        int readers = settings.integer("publish.stream.readers", 2_000, 1, 100_000);
        int mostBehind = settings.integer("publish.stream.most.behind", 10_000, 100, 10_000_000);
        int questions = settings.integer("publish.stream.questions", 4, 1, 100);
        return () -> new StreamConfig(heartbeat, writeTimeout, readers, mostBehind, questions);
    }
}

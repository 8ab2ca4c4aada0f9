package dev.dateline.publish.store;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the read model is, and how much of the news it keeps.
 *
 * @param database {@code publish.database.url}, {@code .user} (by default dateline), {@code .password}
 * @param readers {@code publish.database.readers}: connections for questions, 1 to 200, by default 8
 * @param partitionArticles {@code publish.partition.articles}: articles in one partition, 20 to 10,000,000, by default 100,000;
 *     partitions that are there keep their size
 * @param retention {@code publish.retention}: articles received longer ago are no longer kept; by default all are
 */
public record StoreConfig(DatabaseAddress database, int readers, int partitionArticles, Optional<Duration> retention) {

    /** As many articles as a search that finds few of them goes through in some milliseconds. */
    public static final int PARTITION_ARTICLES = 100_000;

    /** Reads it. */
    public static StoreConfig read(ConfigReader settings) {
        return new StoreConfig(
                new DatabaseAddress(
                        settings.text("publish.database.url"),
                        settings.text("publish.database.user", "dateline"),
                        settings.secret("publish.database.password").orElse(new Secret(""))),
                settings.integer("publish.database.readers", 8, 1, 200),
                settings.integer("publish.partition.articles", PARTITION_ARTICLES, 20, 10_000_000),
                settings.optionalText("publish.retention")
                        .map(set -> settings.duration("publish.retention", Duration.ofDays(1))));
    }
}

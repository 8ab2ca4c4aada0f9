package dev.dateline.publish;

import dev.dateline.localstack.Stack;
import dev.dateline.publish.store.BatchWriter;
import dev.dateline.publish.store.Change;
import dev.dateline.publish.store.DatabaseAddress;
import dev.dateline.publish.store.Effect;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.publish.store.Written;
import dev.dateline.runtime.config.Secret;
import dev.dateline.schemas.EnrichedArticle;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** A read model in a database of its own, written to as the materializer does, and a way to look into its tables. */
public final class TestReadModel implements AutoCloseable {

    /** Few, so that every test of some size goes over several partitions. */
    private static final int PARTITION_ARTICLES = 40;

    private static final TopicPartition PARTITION = new TopicPartition("test", 0);

    private final StoreConfig config;
    private final ReadModel readModel;
    private final Jdbi database;
    private final BatchWriter writer;
    private final Map<TopicPartition, Long> positions;

    public TestReadModel(Stack stack) {
        this(stack, PARTITION_ARTICLES);
    }

    public TestReadModel(Stack stack, int partitionArticles) {
        String url = stack.freshDatabase();
        config = new StoreConfig(
                new DatabaseAddress(url, stack.jdbcUser(), new Secret(stack.jdbcPassword())),
                4,
                partitionArticles,
                Optional.empty());
        readModel = new ReadModel(config, Clock.fixed(Samples.RECEIVED.plusMillis(500), ZoneOffset.UTC));
        readModel.migrate();
        database = Jdbi.create(url, stack.jdbcUser(), stack.jdbcPassword());
        writer = readModel.writer();
        positions = writer.positions(List.of(PARTITION));
    }

    /** Where it is, for another one on the same database. */
    public StoreConfig config() {
        return config;
    }

    public ReadModel readModel() {
        return readModel;
    }

    public BatchWriter writer() {
        return writer;
    }

    /** Writes one batch. */
    public synchronized Written write(Effect... effects) {
        List<Change> changes = new ArrayList<>();
        long offset = positions.getOrDefault(PARTITION, 0L);
        for (Effect effect : effects) {
            changes.add(new Change(PARTITION, offset++, effect));
        }
        return writer.write(positions, changes);
    }

    /** Writes these articles in one batch. */
    public Written publish(EnrichedArticle... articles) {
        return write(Stream.of(articles).map(Effect.Revision::new).toArray(Effect[]::new));
    }

    /** Says that an article was accepted. */
    public static Effect accepted(String feed, Instant received) {
        return new Effect.Accepted(feed, received);
    }

    /** The first column of a query, as text. */
    public List<String> select(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    public Jdbi database() {
        return database;
    }

    @Override
    public void close() {
        readModel.close();
    }
}

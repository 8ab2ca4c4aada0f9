package dev.dateline.publish.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The read model in PostgreSQL. Owns two pools of connections, one for the one writer, one for those who ask, so that
 * neither waits for the other's. Needs no database to be constructed; {@link #migrate} and every use need one.
 */
public final class ReadModel implements AutoCloseable {

    /** A writer that froze in the middle of a transaction must not hold the others up longer than this. */
    private static final Duration FROZEN_WRITER = Duration.ofSeconds(5);

    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);
    private static final int DELIVERY_CONNECTIONS = 4;
    /**
     * What is asked lies in memory for the most part, a question is to leave the other processors to the others, no list is
     * long enough for reading all articles to be the quickest way to it, and to remember the keys of each article, no two of which
     * are alike, took half the time of counting them.
     */
    private static final String QUICK_QUESTIONS =
            " -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c enable_seqscan=off -c enable_memoize=off";

    /** Each question goes through what was not yet sorted into an index of keys and words, from its one end to the other. */
    private static final String FEW_UNSORTED = " -c gin_pending_list_limit=512kB";

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final StoreConfig config;
    private final DatabaseAddress address;
    private final HikariDataSource writePool;
    private final HikariDataSource readPool;
    private final HikariDataSource deliveryPool;
    private final Clock clock;
    private final CountDownLatch migrated = new CountDownLatch(1);

    /** A read model; connects when used. */
    public ReadModel(StoreConfig config, Clock clock) {
        this.config = config;
        this.address = config.database();
        this.clock = clock;
        writePool = pool("dateline-writes", 2, LONGEST_WRITE, FEW_UNSORTED);
        readPool = pool("dateline-reads", config.readers(), LONGEST_QUESTION, QUICK_QUESTIONS);
        deliveryPool = pool("dateline-deliveries", DELIVERY_CONNECTIONS, LONGEST_QUESTION, "");
    }

    private HikariDataSource pool(String name, int size, Duration longestStatement, String settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password().value());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT.toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty(
                "options",
                ("-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d -c jit=off"
                                + " -c plan_cache_mode=force_custom_plan" + settings)
                        .formatted(longestStatement.toMillis(), FROZEN_WRITER.toMillis()));
        return new HikariDataSource(pool);
    }

    /**
     * Brings the tables to this version's form.
     *
     * @throws StoreException.Unavailable if the database is away or cannot be changed
     */
    public void migrate() {
        try {
            Flyway.configure()
                    .dataSource(
                            address.url(), address.user(), address.password().value())
                    .locations("classpath:dev/dateline/publish/migrations")
                    .load()
                    .migrate();
            migrated.countDown();
        } catch (FlywayException e) {
            throw new StoreException.Unavailable("The tables cannot be brought to this version's form", e);
        }
    }

    /** The one who writes. */
    public BatchWriter writer() {
        return new BatchWriter(Jdbi.create(writePool), clock, config);
    }

    /** Who answers for articles and rankings. */
    public ArticleReader articles() {
        return new ArticleReader(Jdbi.create(readPool));
    }

    /** Who answers for stories. */
    public StoryReader stories() {
        return new StoryReader(Jdbi.create(readPool));
    }

    /** Who answers for the ledger. */
    public LedgerReader ledger() {
        return new LedgerReader(Jdbi.create(readPool));
    }

    /** Who answers for the flow through the read model. */
    public FlowReader flow() {
        return new FlowReader(Jdbi.create(readPool));
    }

    /** Who answers for the way of single articles. */
    public TraceReader trace() {
        return new TraceReader(Jdbi.create(readPool));
    }

    /** Who answers for the history of flashpoints. */
    public FlashpointReader flashpoints() {
        return new FlashpointReader(Jdbi.create(readPool));
    }

    /** Who answers for rejected records. */
    public RejectedReader rejected() {
        return new RejectedReader(Jdbi.create(readPool));
    }

    /** Who forgets what is older than it is kept. */
    public Retention retention() {
        return new Retention(Jdbi.create(writePool), clock, config.retention());
    }

    /** Connections for what cannot be built again from the topics: standing queries, what is owed to them, what operators did. */
    public Jdbi deliveries() {
        return Jdbi.create(deliveryPool);
    }

    /** A connection of its own that hears of everything newer than what it saw. */
    public HeadListener listener() {
        return new HeadListener(address, migrated);
    }

    /**
     * Asks the database for a sign of life.
     *
     * @throws StoreException.Unavailable if there is none
     */
    public void check() {
        SqlFailures.translating(() -> Jdbi.create(readPool).withHandle(handle -> handle.execute("SELECT 1")));
    }

    @Override
    public void close() {
        deliveryPool.close();
        readPool.close();
        writePool.close();
    }
}

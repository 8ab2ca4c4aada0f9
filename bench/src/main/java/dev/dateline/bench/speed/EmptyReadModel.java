package dev.dateline.bench.speed;

import dev.dateline.localstack.LocalStack;
import dev.dateline.localstack.LocalStackConfig;
import dev.dateline.publish.store.DatabaseAddress;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.runtime.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Optional;

/** A read model without articles, in a PostgreSQL of its own, for the time of a benchmark. */
final class EmptyReadModel {

    private EmptyReadModel() {}

    /** What is done with it, and with a connection beside it. */
    interface Use {
        void of(ReadModel readModel, Connection connection) throws Exception;
    }

    /**
     * Starts it, uses it, and takes it away.
     *
     * @param readers connections for questions
     */
    static void use(int readers, Use use) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create();
                LocalStack stack = LocalStack.start(LocalStackConfig.in(folder.path()))) {
            DatabaseAddress address =
                    new DatabaseAddress(stack.jdbcUrl(), stack.jdbcUser(), new Secret(stack.jdbcPassword()));
            try (ReadModel readModel = new ReadModel(
                            new StoreConfig(address, readers, StoreConfig.PARTITION_ARTICLES, Optional.empty()),
                            Clock.systemUTC());
                    Connection connection =
                            DriverManager.getConnection(address.url(), stack.jdbcUser(), stack.jdbcPassword())) {
                readModel.migrate();
                use.of(readModel, connection);
            }
        }
    }
}

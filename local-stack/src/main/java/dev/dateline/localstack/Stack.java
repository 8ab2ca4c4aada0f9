package dev.dateline.localstack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Where a running broker, schema registry and PostgreSQL are reached, whoever runs them. */
public interface Stack {

    /** {@return the broker as Kafka's {@code bootstrap.servers} wants it, {@code host:port}} */
    String bootstrapServers();

    /** {@return the base of the registry's Confluent REST API, without a slash at its end} */
    String registryUrl();

    /** {@return the JDBC address of the stack's standing database, without user and password} */
    String jdbcUrl();

    /** {@return a user who owns every database of the stack} */
    String jdbcUser();

    /** {@return that user's password} */
    String jdbcPassword();

    /**
     * Creates an empty database, so that tests sharing the stack do not see each other's rows.
     *
     * @return its JDBC address, for the same user and password
     * @throws LocalStackException if PostgreSQL refuses or is away
     */
    default String freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), jdbcUser(), jdbcPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new LocalStackException("No database could be created on " + jdbcUrl(), e);
        }
        String standing = jdbcUrl().split("\\?", 2)[0];
        return standing.substring(0, standing.lastIndexOf('/') + 1) + name;
    }
}

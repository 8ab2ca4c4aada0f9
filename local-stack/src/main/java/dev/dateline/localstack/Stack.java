package dev.dateline.localstack;

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
     */
    String freshDatabase();
}

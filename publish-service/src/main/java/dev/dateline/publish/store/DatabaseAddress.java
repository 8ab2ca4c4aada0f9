package dev.dateline.publish.store;

import dev.dateline.runtime.config.Secret;

/**
 * Where the database is and who asks.
 *
 * @param url JDBC URL of a PostgreSQL database
 * @param user the role to log in as
 * @param password its password
 */
public record DatabaseAddress(String url, String user, Secret password) {}

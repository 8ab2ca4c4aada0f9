package dev.dateline.publish;

import dev.dateline.publish.access.OperatorKey;
import dev.dateline.publish.materialize.MaterializeConfig;
import dev.dateline.publish.store.DatabaseAddress;
import dev.dateline.publish.stream.StreamConfig;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Secret;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.util.function.Supplier;

/**
 * Everything that publish-service is told.
 *
 * @param http {@code http.*}: where it listens, port 7713 by default
 * @param kafka {@code kafka.*}: Kafka's and Confluent's own settings
 * @param database {@code publish.database.url}, {@code .user} (by default dateline), {@code .password}
 * @param databaseReaders {@code publish.database.readers}: connections for questions, 1 to 200, by default 8
 * @param materialize how the topics are read
 * @param stream how readers of the stream are treated
 * @param operatorKey who may change flashpoints
 */
public record PublishConfig(
        HttpConfig http,
        KafkaSettings kafka,
        DatabaseAddress database,
        int databaseReaders,
        MaterializeConfig materialize,
        StreamConfig stream,
        OperatorKey operatorKey) {

    static final int DEFAULT_PORT = 7713;

    /**
     * Reads it.
     *
     * @throws dev.dateline.runtime.config.ConfigException with everything that is wrong
     */
    public static PublishConfig read(Settings settings) {
        ConfigReader reader = new ConfigReader(settings);
        HttpConfig http = HttpConfig.read(reader, DEFAULT_PORT);
        KafkaSettings kafka = KafkaSettings.read(reader);
        DatabaseAddress database = new DatabaseAddress(
                reader.text("publish.database.url"),
                reader.text("publish.database.user", "dateline"),
                reader.secret("publish.database.password").orElse(new Secret("")));
        int databaseReaders = reader.integer("publish.database.readers", 8, 1, 200);
        MaterializeConfig materialize = MaterializeConfig.read(reader);
        Supplier<StreamConfig> stream = StreamConfig.read(reader);
        OperatorKey operatorKey = OperatorKey.read(reader, http);
        return reader.finish(() ->
                new PublishConfig(http, kafka, database, databaseReaders, materialize, stream.get(), operatorKey));
    }
}

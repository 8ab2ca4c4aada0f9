package dev.dateline.publish;

import dev.dateline.publish.delivery.DeliveryConfig;
import dev.dateline.publish.door.DoorConfig;
import dev.dateline.publish.hub.HubConfig;
import dev.dateline.publish.materialize.MaterializeConfig;
import dev.dateline.publish.rejected.ReplayConfig;
import dev.dateline.publish.session.SessionConfig;
import dev.dateline.publish.store.StoreConfig;
import dev.dateline.publish.stream.StreamConfig;
import dev.dateline.publish.subscription.SecretSeal;
import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.http.HttpConfig;
import dev.dateline.runtime.kafka.KafkaSettings;
import dev.dateline.runtime.keys.KeySetting;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that publish-service is told.
 *
 * @param http {@code http.*}: where it listens, port 7713 by default
 * @param kafka {@code kafka.*}: Kafka's and Confluent's own settings
 * @param store where the read model is and how much it keeps
 * @param materialize how the topics are read
 * @param stream how readers of the stream are treated
 * @param delivery how webhooks are sent
 * @param hub what the hub of the outgoing feeds grants
 * @param seal {@code publish.secrets.key}: seals the secrets of subscriptions; without it, the service listens on this machine alone
 * @param door where ingest is
 * @param replay how refused records are replayed
 * @param session how long somebody stays signed in on the page
 * @param publicUrl {@code publish.public.url}: where it is reached from outside, for addresses in what it publishes; without it,
 *     they are made of what a request was sent to
 * @param keysFile {@code publish.keys.file}: the keys of who may read and operate, as {@code dateline keys} writes them; without
 *     it everyone may, and the service then listens on this machine alone
 */
public record PublishConfig(
        HttpConfig http,
        KafkaSettings kafka,
        StoreConfig store,
        MaterializeConfig materialize,
        StreamConfig stream,
        DeliveryConfig delivery,
        HubConfig hub,
        SecretSeal seal,
        DoorConfig door,
        ReplayConfig replay,
        SessionConfig session,
        Optional<URI> publicUrl,
        Optional<Path> keysFile) {

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
        StoreConfig store = StoreConfig.read(reader);
        MaterializeConfig materialize = MaterializeConfig.read(reader);
        Supplier<StreamConfig> stream = StreamConfig.read(reader);
        DeliveryConfig delivery = DeliveryConfig.read(reader);
        HubConfig hub = HubConfig.read(reader);
        SecretSeal seal = SecretSeal.read(reader, http);
        DoorConfig door = DoorConfig.read(reader);
        ReplayConfig replay = ReplayConfig.read(reader);
        SessionConfig session = SessionConfig.read(reader);
        Optional<URI> publicUrl = reader.webAddress("publish.public.url");
        Optional<Path> keysFile = KeySetting.read(reader, http, "publish.keys.file", "--read");
        return reader.finish(() -> new PublishConfig(
                http,
                kafka,
                store,
                materialize,
                stream.get(),
                delivery,
                hub,
                seal,
                door,
                replay,
                session,
                publicUrl,
                keysFile));
    }
}

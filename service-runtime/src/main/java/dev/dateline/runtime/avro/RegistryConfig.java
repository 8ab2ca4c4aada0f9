package dev.dateline.runtime.avro;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How to reach the schema registry, by Confluent's configuration names, each also understood with {@code schema.registry.}
 * before it.
 *
 * @param endpoints {@code schema.registry.url}: one address or several, parted by commas; each serves if the others do not
 * @param autoRegister {@code auto.register.schemas}, true by default: a new schema is registered by who first writes it
 * @param useLatestVersion {@code use.latest.version}, false by default: write with the subject's latest schema
 * @param removeJavaProperties {@code avro.remove.java.properties}, true by default (Confluent's default is false): schemas are
 *     registered without {@code avro.java.string}, which means nothing to other languages
 * @param connectTimeout {@code http.connect.timeout.ms}, 5 s by default
 * @param readTimeout {@code http.read.timeout.ms}, 10 s by default
 * @param maxRetries {@code max.retries}, 8 by default: how often all addresses are tried again
 * @param retryWait {@code retries.wait.ms}, 200 ms by default: the first pause; each next is twice as long
 * @param retryMaxWait {@code retries.max.wait.ms}, 5 s by default: the longest pause
 * @param tls made of {@code schema.registry.ssl.*}, Kafka's names; empty for the JVM's own
 */
record RegistryConfig(
        List<Endpoint> endpoints,
        boolean autoRegister,
        boolean useLatestVersion,
        boolean removeJavaProperties,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Duration retryWait,
        Duration retryMaxWait,
        Optional<SSLContext> tls) {

    private static final String NAMESPACE = "schema.registry.";
    private static final String URL = "url";
    private static final String AUTO_REGISTER = "auto.register.schemas";
    private static final String USE_LATEST = "use.latest.version";
    private static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    private static final String SUBJECT_STRATEGY = "value.subject.name.strategy";
    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String READ_TIMEOUT = "http.read.timeout.ms";
    private static final String MAX_RETRIES = "max.retries";
    private static final String RETRY_WAIT = "retries.wait.ms";
    private static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, ConfigDef.Type.LIST, List.of(), Importance.HIGH, "")
            .define(AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "")
            .define(USE_LATEST, ConfigDef.Type.BOOLEAN, false, Importance.MEDIUM, "")
            .define(REMOVE_JAVA_PROPERTIES, ConfigDef.Type.BOOLEAN, true, Importance.LOW, "")
            .define(SUBJECT_STRATEGY, ConfigDef.Type.STRING, "TopicNameStrategy", Importance.LOW, "")
            .define(CONNECT_TIMEOUT, ConfigDef.Type.INT, 5_000, Range.atLeast(1), Importance.LOW, "")
            .define(READ_TIMEOUT, ConfigDef.Type.INT, 10_000, Range.atLeast(1), Importance.LOW, "")
            .define(MAX_RETRIES, ConfigDef.Type.INT, 8, Range.atLeast(0), Importance.LOW, "")
            .define(RETRY_WAIT, ConfigDef.Type.INT, 200, Range.atLeast(1), Importance.LOW, "")
            .define(RETRY_MAX_WAIT, ConfigDef.Type.INT, 5_000, Range.atLeast(1), Importance.LOW, "")
            .define(
                    BASIC_SOURCE,
                    ConfigDef.Type.STRING,
                    "URL",
                    ValidString.in("URL", "USER_INFO"),
                    Importance.MEDIUM,
                    "")
            .define(USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "")
            .define(BEARER_SOURCE, ConfigDef.Type.STRING, "", ValidString.in("", "STATIC_TOKEN"), Importance.MEDIUM, "")
            .define(BEARER_TOKEN, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "");

    /**
     * One address of the registry.
     *
     * @param uri without user and without a slash at the end
     * @param authorization the header's value; empty for none
     */
    record Endpoint(URI uri, Optional<String> authorization) {

        /** The address alone: the header is a secret. */
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /**
     * Reads it out of a Kafka client's configuration.
     *
     * @throws ConfigException if a setting is wrong or asks for what is not supported
     */
    static RegistryConfig of(Map<String, ?> configs) {
        Map<String, Object> given = new HashMap<>(configs);
        given.remove(URL);
        configs.forEach((key, value) -> {
            if (key.startsWith(NAMESPACE)) {
                given.put(key.substring(NAMESPACE.length()), value);
            }
        });
        AbstractConfig config = new AbstractConfig(DEFINITION, given, false);
        if (config.getList(URL).isEmpty()) {
            throw new ConfigException(NAMESPACE + URL + " must be set");
        }
        String strategy = config.getString(SUBJECT_STRATEGY);
        if (!strategy.endsWith("TopicNameStrategy")) {
            throw new ConfigException(SUBJECT_STRATEGY, strategy, "only TopicNameStrategy is supported");
        }
        return new RegistryConfig(
                config.getList(URL).stream().map(url -> endpoint(url, config)).toList(),
                config.getBoolean(AUTO_REGISTER),
                config.getBoolean(USE_LATEST),
                config.getBoolean(REMOVE_JAVA_PROPERTIES),
                Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getInt(READ_TIMEOUT)),
                config.getInt(MAX_RETRIES),
                Duration.ofMillis(config.getInt(RETRY_WAIT)),
                Duration.ofMillis(config.getInt(RETRY_MAX_WAIT)),
                tls(configs));
    }

    private static Endpoint endpoint(String url, AbstractConfig config) {
        URI given;
        try {
            given = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (URISyntaxException e) {
            throw new ConfigException(NAMESPACE + URL + " holds something that is no address");
        }
        String scheme = given.getScheme();
        if (given.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new ConfigException(NAMESPACE + URL + " must be http or https addresses with a host");
        }
        String authority = given.getPort() < 0 ? given.getHost() : given.getHost() + ":" + given.getPort();
        URI uri = URI.create(scheme + "://" + authority + given.getRawPath());
        return new Endpoint(uri, authorization(config, Optional.ofNullable(given.getUserInfo())));
    }

    private static Optional<String> authorization(AbstractConfig config, Optional<String> userOfUrl) {
        if (!config.getString(BEARER_SOURCE).isEmpty()) {
            return Optional.of("Bearer " + secret(config, BEARER_TOKEN));
        }
        Optional<String> user =
                config.getString(BASIC_SOURCE).equals("USER_INFO") ? Optional.of(secret(config, USER_INFO)) : userOfUrl;
        return user.map(info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
    }

    private static String secret(AbstractConfig config, String name) {
        Password password = config.getPassword(name);
        if (password == null) {
            throw new ConfigException(name + " must be set");
        }
        return password.value();
    }

    /** Kafka's own reading of key and trust stores, so that JKS, PKCS12 and PEM all work as they do for brokers. */
    private static Optional<SSLContext> tls(Map<String, ?> configs) {
        Map<String, Object> given = new HashMap<>();
        String prefix = NAMESPACE + "ssl.";
        configs.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                given.put(key.substring(NAMESPACE.length()), value);
            }
        });
        if (given.isEmpty()) {
            return Optional.empty();
        }
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        Map<String, Object> parsed = definition.parse(given);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(parsed);
            return Optional.of(factory.sslContext());
        }
    }
}

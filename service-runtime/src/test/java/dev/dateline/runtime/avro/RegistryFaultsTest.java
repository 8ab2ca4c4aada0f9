package dev.dateline.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.dateline.schemas.FlashpointTerm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real registry does not do on demand: be away, fail, ask for credentials. All else is tested on the real one. */
class RegistryFaultsTest {

    private static final String REGISTERED = "{\"id\":7}";

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Answers with these statuses in turn, and from then on with 200. */
    private String start(HttpServer created, String scheme, Integer... answers) {
        server = created;
        statuses.addAll(List.of(answers));
        created.createContext("/", this::answer);
        created.start();
        return scheme + "://localhost:" + created.getAddress().getPort();
    }

    private String start(Integer... answers) throws IOException {
        return start(HttpServer.create(loopback(), 0), "http", answers);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Integer status = statuses.poll();
        String body = status == null ? REGISTERED : "<html>not the registry</html>";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status == null ? 200 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte @Nullable [] write(String url, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>();
        config.put("schema.registry.url", url);
        config.put("max.retries", 2);
        config.put("retries.wait.ms", 1);
        config.putAll(more);
        AvroSerializer<FlashpointTerm> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        return serializer.serialize("topic", new FlashpointTerm("blockade", 0.5));
    }

    private static byte @Nullable [] write(String url) {
        return write(url, Map.of());
    }

    @Test
    void aRegistryThatComesBackIsWaitedFor() throws IOException {
        assertThat(write(start(503, 500))).startsWith(0, 0, 0, 0, 7);
    }

    @Test
    void aRegistryThatStaysAwayIsBadSurroundingsAndNotBadData() throws IOException {
        String url = start(503, 503, 503);

        assertThatThrownBy(() -> write(url))
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(RetriableException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining(url);
        assertThat(authorizations).hasSize(3);
    }

    @Test
    void aRefusedConnectionIsBadSurroundings() {
        assertThatThrownBy(() -> write("http://127.0.0.1:1")).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aRefusalIsNotTriedAgain() throws IOException {
        String url = start(401);

        RegistryRefusedException failure = catchThrowableOfType(RegistryRefusedException.class, () -> write(url));

        assertThat(failure.status()).isEqualTo(401);
        assertThat(authorizations).hasSize(1);
    }

    @Test
    void userAndPasswordAreSentAsConfigured() throws IOException {
        String url = start();

        write(url, Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ada:pw"));
        write(
                url,
                Map.of(
                        "schema.registry.basic.auth.credentials.source", "USER_INFO",
                        "schema.registry.basic.auth.user.info", "ada:pw"));
        write(url.replace("http://", "http://ada:pw@"));

        assertThat(authorizations).hasSize(3).containsOnly("Basic YWRhOnB3");
    }

    @Test
    void aTokenIsSentAsConfigured() throws IOException {
        write(start(), Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken"));

        assertThat(authorizations).containsExactly("Bearer t0ken");
    }

    @Test
    void secretsAreNeverPrinted() {
        RegistryConfig config = RegistryConfig.of(Map.of("schema.registry.url", "http://ada:pw@registry:8081"));

        assertThat(config.toString())
                .contains("http://registry:8081")
                .doesNotContain("pw")
                .doesNotContain("YWRhOnB3");
    }

    @Test
    void whatIsNotSupportedIsSaidAtTheStart() {
        Stream.of(
                        Map.of("basic.auth.credentials.source", "SASL_INHERIT"),
                        Map.of("bearer.auth.credentials.source", "OAUTHBEARER"),
                        Map.of("bearer.auth.credentials.source", "STATIC_TOKEN"),
                        Map.of("basic.auth.credentials.source", "USER_INFO"),
                        Map.of("value.subject.name.strategy", "io.confluent.RecordNameStrategy"),
                        Map.of("schema.registry.url", "registry:8081"),
                        Map.of("schema.registry.url", ""))
                .forEach(wrong -> assertThatThrownBy(() -> write("http://127.0.0.1:1", wrong))
                        .as(wrong.toString())
                        .isInstanceOf(ConfigException.class));
    }

    @Test
    void anInterruptEndsTheWaiting() throws IOException {
        String url = start(503, 503, 503);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> write(url)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRegistryBehindTlsIsReachedWithTrustAndKeyStore(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        keytool(store);
        String url = start(https(store), "https");
        Map<String, String> trust = Map.of(
                "schema.registry.ssl.truststore.location", store.toString(),
                "schema.registry.ssl.truststore.password", "changeit",
                "schema.registry.ssl.truststore.type", "PKCS12");
        Map<String, String> both = new HashMap<>(trust);
        both.putAll(Map.of(
                "schema.registry.ssl.keystore.location", store.toString(),
                "schema.registry.ssl.keystore.password", "changeit",
                "schema.registry.ssl.key.password", "changeit",
                "schema.registry.ssl.keystore.type", "PKCS12"));

        assertThat(write(url, both)).startsWith(0, 0, 0, 0, 7);
        assertThatThrownBy(() -> write(url, trust)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> write(url)).isInstanceOf(RegistryUnavailableException.class);
    }

    /** A key and its own certificate, for localhost. */
    private static void keytool(Path store) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-keypass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** A server that asks its clients for a certificate. */
    private static HttpServer https(Path store) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = context.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        return server;
    }
}

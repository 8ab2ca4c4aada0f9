package dev.dateline.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {

    private static final int MOST = 1_000;

    private final HttpServer server;
    private final OutboundHttp http;

    OutboundHttpTest() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http = new OutboundHttp(new OutboundConfig("test", Duration.ofSeconds(2), MOST, true, 4));
    }

    @BeforeEach
    void start() {
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/bomb", exchange -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(new byte[100 * MOST]);
            }
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            packed.writeTo(exchange.getResponseBody());
            exchange.close();
        });
        server.createContext("/silent", exchange -> {});
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:%d/echo", "http://localhost:%d/echo", "http://[::ffff:127.0.0.1]:%d/echo"})
    void aPrivateAddressIsNotAskedHoweverItIsNamed(String address) {
        URI uri = URI.create(address.formatted(server.getAddress().getPort()));
        assertThatThrownBy(() -> http.get(uri, Map.of(), Reach.PUBLIC)).isInstanceOf(PrivateAddressException.class);
    }

    @Test
    void thisMachineIsAskedWhereThatIsMeantAndTheNetworkBesideItIsNot() throws Exception {
        byte[] body = "news".getBytes(StandardCharsets.UTF_8);
        assertThat(http.post(uri("/echo"), "text/plain", body, Map.of(), Reach.LOOPBACK)
                        .body())
                .isEqualTo(body);
        assertThatThrownBy(() -> http.get(URI.create("http://10.0.0.1/"), Map.of(), Reach.LOOPBACK))
                .isInstanceOf(PrivateAddressException.class);
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        assertThat(http.get(uri("/redirect"), Map.of(), Reach.LOOPBACK).status())
                .isEqualTo(302);
    }

    @Test
    void anAnswerThatUnpacksToTooMuchIsRefused() {
        assertThatThrownBy(() -> http.get(uri("/bomb"), Map.of(), Reach.LOOPBACK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after decompression");
    }

    @Test
    void whereOnlyTheStatusCountsALongAnswerIsCut() throws Exception {
        try (OutboundHttp cutting =
                new OutboundHttp(new OutboundConfig("test", Duration.ofSeconds(2), MOST, false, 4))) {
            assertThat(cutting.get(uri("/bomb"), Map.of(), Reach.LOOPBACK).body())
                    .hasSize(MOST);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() {
        assertThatThrownBy(() -> http.get(uri("/silent"), Map.of(), Reach.LOOPBACK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer within 2 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/", "http://user@example.org/", "mailto:a@b.c"})
    void whatIsNoWebAddressIsNotAsked(String address) {
        assertThatThrownBy(() -> http.get(URI.create(address), Map.of(), Reach.ANYWHERE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no address of http");
    }
}

package dev.dateline.cli.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.Cookie;
import dev.dateline.cli.up.Chromium.Look;
import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.publish.PublishConfig;
import dev.dateline.publish.PublishService;
import dev.dateline.runtime.config.Settings;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.ApiKeys.Grant;
import dev.dateline.runtime.keys.ApiKeys.Issued;
import dev.dateline.runtime.keys.KeyFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one database that ask for keys, and who signs in with them, by the browser and without it. */
@ExtendWith(StackExtension.class)
final class SignInIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;
    private final String database;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path keys;
    private Issued viewer;
    private Issued operator;
    private PublishService one;
    private PublishService other;

    SignInIT(Stack stack) {
        this.stack = stack;
        this.database = stack.freshDatabase();
    }

    @BeforeEach
    void up() throws Exception {
        keys = folder.resolve("keys.json");
        Instant now = Instant.now();
        viewer = new ApiKeys(List.of()).add(new Grant("The desk", List.of(), true, false, false, null, null), now);
        operator = viewer.keys().add(new Grant("Night shift", List.of(), false, true, false, null, null), now);
        KeyFile.write(keys, operator.keys());
        one = start();
        other = start();
    }

    private PublishService start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("http.port", "0");
        settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
        settings.put("kafka.schema.registry.url", stack.registryUrl());
        settings.put("publish.database.url", database);
        settings.put("publish.database.user", stack.jdbcUser());
        settings.put("publish.database.password", stack.jdbcPassword());
        settings.put("publish.keys.file", keys.toString());
        PublishService started = PublishService.start(PublishConfig.read(Settings.of(settings)));
        await().atMost(PATIENCE)
                .until(() -> send(started.uri(), "GET", "readyz", "", Map.of()).statusCode() == 200);
        return started;
    }

    @AfterEach
    void down() throws Exception {
        http.close();
        one.close();
        other.close();
    }

    @Test
    void aSessionHoldsOnAllInstancesAndOverARestartAndEndsWithItsKey() throws Exception {
        HttpResponse<String> in = signIn(one, viewer.secret().value(), Map.of());
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.body()).contains("\"role\":\"viewer\"", "\"name\":\"The desk\"");
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("dateline-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict");
        Map<String, String> session = Map.of("Cookie", cookie.split(";", 2)[0]);
        assertThat(send(other.uri(), "GET", "v1/articles", "", session).statusCode())
                .isEqualTo(200);
        assertThat(send(other.uri(), "GET", "v1/audit", "", session).statusCode())
                .isEqualTo(403);
        assertThat(send(other.uri(), "POST", "v1/replays", "{\"all\": true}", session)
                        .statusCode())
                .isEqualTo(403);
        one.close();
        one = start();
        assertThat(send(one.uri(), "GET", "v1/articles", "", session).statusCode())
                .isEqualTo(200);

        assertThat(send(other.uri(), "DELETE", "v1/session", "", with(session, "Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        KeyFile.write(keys, operator.keys().revoke(viewer.id(), Instant.now()));
        await().atMost(PATIENCE)
                .until(() -> send(one.uri(), "GET", "v1/articles", "", session).statusCode() == 401);
        assertThat(send(other.uri(), "DELETE", "v1/session", "", session).statusCode())
                .isEqualTo(204);
        KeyFile.write(keys, operator.keys());
        assertThat(send(one.uri(), "GET", "v1/articles", "", session).statusCode())
                .isEqualTo(401);
    }

    @Test
    void behindTlsTheCookieTravelsOverTlsAloneAndAForeignPageCannotSignIn() throws Exception {
        HttpResponse<String> in = signIn(one, operator.secret().value(), Map.of("X-Forwarded-Proto", "https"));
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-dateline-session=")
                .endsWith("; HttpOnly; SameSite=Strict; Secure");
        assertThat(signIn(one, operator.secret().value(), Map.of("Origin", "https://evil.example"))
                        .body())
                .contains("foreign-page");
    }

    @Test
    void whoGuessesIsTurnedAwayAfterTenTimes() throws Exception {
        for (int time = 0; time < 10; time++) {
            HttpResponse<String> wrong = signIn(one, "dl_" + viewer.id() + "_guess" + time, Map.of());
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
        HttpResponse<String> right = signIn(one, viewer.secret().value(), Map.of());
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).hasValue("60");
    }

    @Test
    void thePageAsksForAKeyAndShowsOperatorsAloneWhatTheyMayPress() throws Exception {
        Path program = Chromium.required();
        refuse();
        try (Chromium chromium = Chromium.start(program, one.uri());
                Page page = chromium.page(Look.DESK)) {
            page.navigate("/rejected");
            assertThat(page.getByTestId("key")).isVisible();
            assertThat(page.locator("nav")).isHidden();
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.screenshot(new Page.ScreenshotOptions().setPath(Chromium.screenshot("sign-in")));
            page.getByTestId("key").fill("dl_nobody_guess");
            page.getByTestId("sign-in").click();
            assertThat(page.getByTestId("sign-in-trouble")).containsText("The key is not valid");

            page.getByTestId("key").fill(viewer.secret().value());
            page.getByTestId("sign-in").click();
            assertThat(page.getByTestId("who")).hasText("The desk, viewer");
            Locator cause = page.getByTestId("cause").first();
            cause.locator("summary").first().click();
            assertThat(page.getByTestId("original").first()).containsText("no avro");
            assertThat(page.getByTestId("replay-cause").first()).isHidden();
            assertThat(page.getByTestId("replay-one").first()).isHidden();
            assertThat(page.getByTestId("audit")).hasCount(0);
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.getByTestId("sign-out").click();
            assertThat(page.getByTestId("key")).isVisible();
            assertThat(page.context().cookies()).noneMatch(SignInIT::isSession);

            page.getByTestId("key").fill(operator.secret().value());
            page.getByTestId("sign-in").click();
            assertThat(page.getByTestId("who")).hasText("Night shift, operator");
            Cookie cookie = page.context().cookies().stream()
                    .filter(SignInIT::isSession)
                    .findFirst()
                    .orElseThrow();
            assertThat(cookie.httpOnly).isTrue();
            assertThat(page.getByTestId("replay-one").first()).isVisible();
            page.getByTestId("replay-cause").first().click();
            assertThat(page.getByTestId("replay-skipped").first()).containsText("does not say where it was read from");
            assertThat(page.getByTestId("replay-begin")).isDisabled();
            assertThat(page.getByTestId("audit")).containsText("Night shift");
            assertThat(Chromium.seriousFaults(page)).isEmpty();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Chromium.screenshot("rejected-operator"))
                    .setFullPage(true));

            // The key ends, and with it what the page shows.
            KeyFile.write(keys, viewer.keys());
            assertThat(page.getByTestId("key")).isVisible(new IsVisibleOptions().setTimeout(15_000));
            assertThat(chromium.foreignRequests()).isEmpty();
            // What the server refuses is told by the browser in the console, whoever asks.
            assertThat(chromium.complaints()).allMatch(said -> said.contains("401"));
        }
    }

    private static boolean isSession(Cookie cookie) {
        return cookie.name.equals("dateline-session");
    }

    /** One record that a stage refused, as if it were on its topic. */
    private void refuse() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("news.rejected", "no avro".getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> signIn(PublishService service, String key, Map<String, String> headers)
            throws Exception {
        return send(service.uri(), "POST", "v1/session", "{\"key\": \"" + key + "\"}", headers);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private HttpResponse<String> send(URI base, String method, String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

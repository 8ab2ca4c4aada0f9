package dev.dateline.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Waits until services say themselves, at {@code /readyz}, that they can do their work. */
final class Readiness {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private Readiness() {}

    /** Returns when all of them are ready; every two seconds until then, says which one is not, and why. */
    static void await(List<URI> services, Consumer<String> progress) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (URI service : services) {
                HttpRequest look = HttpRequest.newBuilder(service.resolve("/readyz"))
                        .timeout(Duration.ofSeconds(10))
                        .build();
                long told = System.nanoTime();
                HttpResponse<String> report = http.send(look, BodyHandlers.ofString());
                while (report.statusCode() != 200) {
                    if (System.nanoTime() - told > QUIET.toNanos()) {
                        progress.accept("waiting for " + service + " " + report.body());
                        told = System.nanoTime();
                    }
                    Thread.sleep(BETWEEN_LOOKS);
                    report = http.send(look, BodyHandlers.ofString());
                }
            }
        }
    }
}

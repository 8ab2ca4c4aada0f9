package dev.dateline.cli;

import dev.dateline.runtime.keys.ApiKey;
import dev.dateline.runtime.keys.ApiKeys;
import dev.dateline.runtime.keys.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes and ends the keys of who may push, read and operate. */
@Command(
        name = "keys",
        description = {
            "Make, list, rotate and revoke the keys of who may push, read and operate. They stand in a file that ingest",
            "and publish read (ingest.keys.file, publish.keys.file), again when it changes. A key is shown once."
        },
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

    @Spec
    private CommandSpec spec;

    @Command(description = "Make a key and show it.")
    int add(
            @Option(names = "--file", defaultValue = Store.DEFAULT, description = Store.HELP) Path file,
            @Option(
                            names = "--feed",
                            paramLabel = "FEED",
                            description =
                                    "a feed that it may push to; * at its end for all that begin so, * alone for all")
                    @Nullable
                    List<String> feeds,
            @Option(names = "--name", defaultValue = "", description = "whose it is, for the list") String name,
            @Option(names = "--read", description = "it may read all that is published") boolean read,
            @Option(names = "--operator", description = "it may read, change flashpoints, and pause feeds")
                    boolean operator,
            @Option(
                            names = "--signing",
                            description = "it signs bodies (Standard Webhooks) instead of being sent along")
                    boolean signing,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            description = "requests a second (default: ingest's own setting)")
                    @Nullable
                    Integer rate,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            converter = SpanConverter.class,
                            description = "how long it is valid, such as 90d or 12h (default: until it is revoked)")
                    @Nullable
                    Duration expires)
            throws IOException {
        Instant now = now();
        ApiKeys.Grant grant = new ApiKeys.Grant(
                name,
                feeds == null ? List.of() : feeds,
                read,
                operator,
                signing,
                rate,
                expires == null ? null : now.plus(expires));
        return issue(file, keys -> keys.add(grant, now), "was made");
    }

    @Command(description = "List the keys; their secrets are not known.")
    int list(@Option(names = "--file", defaultValue = Store.DEFAULT, description = Store.HELP) Path file)
            throws IOException {
        Instant now = now();
        PrintWriter out = spec.commandLine().getOut();
        for (ApiKey key : KeyFile.read(file).keys()) {
            out.printf(
                    "%-10s  %-8s  %-9s  %s%s%n",
                    key.id(),
                    state(key, now),
                    key.signing().isEmpty() ? "bearer" : "signing",
                    String.join(",", key.scopes()),
                    key.name().isEmpty() ? "" : "  (" + key.name() + ")");
        }
        return 0;
    }

    @Command(description = "Make a new secret for a key; the old one stays valid for a while.")
    int rotate(
            @Parameters(paramLabel = "ID", description = "the key's readable part") String id,
            @Option(names = "--file", defaultValue = Store.DEFAULT, description = Store.HELP) Path file,
            @Option(
                            names = "--overlap",
                            defaultValue = "24h",
                            converter = SpanConverter.class,
                            description = "how long both are valid (default: ${DEFAULT-VALUE})")
                    Duration overlap)
            throws IOException {
        Instant now = now();
        return issue(
                file,
                keys -> keys.rotate(id, overlap, now),
                "has a new secret; the old one ends at " + now.plus(overlap));
    }

    @Command(description = "End a key now.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "the key's readable part") String id,
            @Option(names = "--file", defaultValue = Store.DEFAULT, description = Store.HELP) Path file)
            throws IOException {
        try {
            KeyFile.write(file, KeyFile.read(file).revoke(id, now()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getErr().println("the key " + id + " is revoked");
        return 0;
    }

    private interface Change {
        ApiKeys.Issued in(ApiKeys keys);
    }

    private int issue(Path file, Change change, String what) throws IOException {
        ApiKeys keys = Files.exists(file) ? KeyFile.read(file) : new ApiKeys(List.of());
        ApiKeys.Issued issued;
        try {
            issued = change.in(keys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        KeyFile.write(file, issued.keys());
        spec.commandLine().getErr().println("the key " + issued.id() + " " + what + "; this is shown once:");
        spec.commandLine().getOut().println(issued.secret().value());
        return 0;
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revoked() != null) {
            return "revoked";
        }
        if (!key.isValid(now)) {
            return "expired";
        }
        long valid = Stream.concat(
                        key.secrets().stream().map(ApiKey.HashedSecret::expires),
                        key.signing().stream().map(ApiKey.SigningSecret::expires))
                .filter(end -> end == null || now.isBefore(end))
                .count();
        return valid > 1 ? "rotating" : "valid";
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static final class Store {
        static final String DEFAULT = ".dateline/keys.json";
        static final String HELP = "the file of keys (default: ${DEFAULT-VALUE})";
    }

    private static final class SpanConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[0-9]{1,6}[smhd]")) {
                throw new TypeConversionException("give a time span such as 90d, 12h, 30m or 20s, not '" + text + "'");
            }
            long amount = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(amount);
                case 'm' -> Duration.ofMinutes(amount);
                case 'h' -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
    }
}

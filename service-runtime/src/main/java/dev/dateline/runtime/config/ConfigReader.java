package dev.dateline.runtime.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads settings into the parts of a config record and collects what is wrong with them; {@link #finish} reports it all at
 * once. A method that finds a problem returns the default, so that reading can go on. For one thread.
 */
public final class ConfigReader {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigReader.class);

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    /** Longer ones overflow where milliseconds or nanoseconds are counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Map<String, Setting> settings;
    private final Set<String> known = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads the given settings. */
    public ConfigReader(Settings settings) {
        this.settings = settings.all();
    }

    /** A text that must be set; the empty text after a problem. */
    public String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            problem(key, "is missing");
        }
        return text.orElse("");
    }

    /** A text; a blank one counts as not set, here and for every other kind. */
    public String text(String key, String defaultValue) {
        return optionalText(key).orElse(defaultValue);
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String key) {
        known.add(key);
        Setting setting = settings.get(key);
        return Optional.ofNullable(setting)
                .map(Setting::value)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A secret that may be absent: the value of the key, or the content of the file that {@code <key>.file} names. */
    public Optional<Secret> secret(String key) {
        Optional<String> direct = optionalText(key);
        String fileKey = key + ".file";
        Optional<String> file = optionalText(fileKey);
        if (direct.isPresent() && file.isPresent()) {
            problem(key, "is set twice, here and in the file that " + fileKey + " names");
        }
        return direct.or(() -> file.flatMap(name -> content(fileKey, name))).map(Secret::new);
    }

    private Optional<String> content(String key, String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException | IllegalArgumentException e) {
            problem(key, "names a file that cannot be read: " + e);
            return Optional.empty();
        }
    }

    /** A whole number from min to max, both included. */
    public int integer(String key, int defaultValue, int min, int max) {
        return parsed(key, defaultValue, "must be a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return number < min || number > max ? null : number;
        });
    }

    /** True or false, written so. */
    public boolean bool(String key, boolean defaultValue) {
        return parsed(key, defaultValue, "must be true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /** A time span longer than none and up to 100 years, as {@code 250ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 30d} or in ISO 8601. */
    public Duration duration(String key, Duration defaultValue) {
        return parsed(
                key,
                defaultValue,
                "must be a time span longer than none, as 250ms, 30s, 15m, 24h or PT15M",
                text -> parse(text).orElse(null));
    }

    /** A time span in one of the forms of {@link #duration}; empty if it is none. */
    public static Optional<Duration> parse(String text) {
        try {
            Duration duration = parseDuration(text);
            return duration.isPositive() && duration.compareTo(LONGEST) <= 0 ? Optional.of(duration) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            LOG.debug("No time span", e);
            return Optional.empty();
        }
    }

    private static Duration parseDuration(String text) {
        Matcher shortForm = SHORT_DURATION.matcher(text);
        if (!shortForm.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(shortForm.group(1));
        return switch (shortForm.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** A parser gives null or throws for what it cannot take; null is no value of a setting. */
    private <T> T parsed(String key, T defaultValue, String rule, Function<String, @Nullable T> parser) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        T value = null;
        try {
            value = parser.apply(text.get());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            LOG.atDebug().addKeyValue("key", key).setCause(e).log("A setting could not be parsed");
        }
        if (value == null) {
            problem(key, rule + ", not '" + text.get() + "'");
            return defaultValue;
        }
        return value;
    }

    /** An address of http or https, ending in a slash; empty where it is not set. */
    public Optional<URI> webAddress(String key) {
        return parsed(key, Optional.empty(), "must be an address of http or https", text -> {
            URI address = URI.create(text.endsWith("/") ? text : text + "/");
            boolean web = address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
            return web ? Optional.of(address) : null;
        });
    }

    /** Every setting whose key begins with the prefix, as it is, by the rest of its key: passed through to another library. */
    public Map<String, String> under(String prefix) {
        Map<String, String> found = new TreeMap<>();
        settings.forEach((key, setting) -> {
            if (key.startsWith(prefix)) {
                known.add(key);
                found.put(key.substring(prefix.length()), setting.value());
            }
        });
        return found;
    }

    /** Adds a problem with a setting that a service found itself; the message goes on after the key. */
    public void problem(String key, String message) {
        Setting setting = settings.get(key);
        problems.add(key + (setting == null ? "" : " (" + setting.origin() + ")") + " " + message);
    }

    /**
     * Builds the config record out of what was read.
     *
     * @param record makes the record; an IllegalArgumentException of its constructor counts as a problem
     * @throws ConfigException with all problems: those collected, keys that nobody asked for, and the record's own
     */
    public <T> T finish(Supplier<T> record) {
        settings.forEach((key, setting) -> {
            if (known.contains(key)) {
                return;
            }
            if (setting.injected()) {
                LOG.atWarn()
                        .addKeyValue("key", key)
                        .log("Ignored a setting that nobody knows, from {}", setting.origin());
            } else {
                problem(key, "is no setting of this service");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }
}

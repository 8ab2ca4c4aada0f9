package dev.dateline.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings by key, flat: what is laid over earlier ones wins. The order of a service process is properties file, then
 * environment ({@code DATELINE_HTTP_PORT} is the key {@code http.port}), then what its caller says. Defaults stand where a
 * setting is read, in {@link ConfigReader}. Immutable.
 */
public final class Settings {

    private static final String ENVIRONMENT_PREFIX = "DATELINE_";

    /** Logging is set up before any setting is read; see logback.xml. */
    private static final String LOGGING_PREFIX = ENVIRONMENT_PREFIX + "LOG_";

    private final SortedMap<String, Setting> settings;

    private Settings(SortedMap<String, Setting> settings) {
        this.settings = Collections.unmodifiableSortedMap(settings);
    }

    /** No settings at all. */
    public static Settings empty() {
        return new Settings(new TreeMap<>());
    }

    /** Settings made by the caller. */
    public static Settings of(Map<String, String> values) {
        return empty().with(values);
    }

    /** These settings, and over them those of the caller. */
    public Settings with(Map<String, String> values) {
        SortedMap<String, Setting> all = new TreeMap<>(settings);
        values.forEach((key, value) -> all.put(key, new Setting(value, "caller", false)));
        return new Settings(all);
    }

    /**
     * These settings, and over them those of a properties file in UTF-8.
     *
     * @throws ConfigException if the file cannot be read
     */
    public Settings withFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the settings file " + file + ": " + e, e);
        }
        SortedMap<String, Setting> all = new TreeMap<>(settings);
        properties.stringPropertyNames().forEach(key -> {
            String value = properties.getProperty(key);
            all.put(key, new Setting(value, file.toString(), false));
        });
        return new Settings(all);
    }

    /** These settings, and over them those of the environment variables that begin with {@code DATELINE_}. */
    public Settings withEnvironment(Map<String, String> environment) {
        SortedMap<String, Setting> all = new TreeMap<>(settings);
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !name.startsWith(LOGGING_PREFIX)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                all.put(key, new Setting(value, "environment " + name, true));
            }
        });
        return new Settings(all);
    }

    SortedMap<String, Setting> all() {
        return settings;
    }

    /** The keys alone: values may be secrets. */
    @Override
    public String toString() {
        return "Settings" + settings.keySet();
    }
}

package dev.dateline.ingest.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dateline.ingest.feeds.FeedName;
import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that lists the feeds to fetch, YAML:
 *
 * <pre>
 * feeds:
 *   - feed: example-world              # the feed's name
 *     url: https://example.org/rss     # http or https
 *     interval: 10m                    # 10s to 7d; default 10m
 *     lane: live                       # or backfill; default live
 *     allow-private: false             # whether the address may be a private one; default false
 *     websub: true                     # subscribe with the hub that it names, if it names one; default true
 * </pre>
 *
 * All that is wrong with it is said at once.
 */
public final class FeedList {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of("feed", "url", "interval", "lane", "allow-private", "websub");
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Path file;
    private final Duration shortest;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private FeedList(Path file, Duration shortest) {
        this.file = file;
        this.shortest = shortest;
    }

    /**
     * Reads the list.
     *
     * @param shortest the shortest interval that is allowed
     * @throws IOException naming all that is wrong
     */
    public static List<PulledFeed> read(Path file, Duration shortest) throws IOException {
        return new FeedList(file, shortest).read();
    }

    private List<PulledFeed> read() throws IOException {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no YAML: " + e.getOriginalMessage(), e);
        }
        JsonNode list = root.path("feeds");
        if (!list.isArray()) {
            throw new IOException(file + ": there must be a list \"feeds\"");
        }
        List<PulledFeed> feeds = new ArrayList<>();
        for (JsonNode entry : list) {
            feeds.add(feed(entry, "feeds[" + feeds.size() + "]"));
        }
        if (!problems.isEmpty()) {
            throw new IOException(file + ": " + String.join("; ", problems));
        }
        return List.copyOf(feeds);
    }

    private PulledFeed feed(JsonNode entry, String where) {
        entry.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(where + ": \"" + key + "\" is not known");
            }
        });
        String name = entry.path("feed").asText("");
        if (!FeedName.isValid(name)) {
            problems.add(where + ": \"feed\" " + FeedName.RULE);
        } else if (!names.add(name)) {
            problems.add(where + ": the feed \"" + name + "\" is listed twice");
        }
        return new PulledFeed(
                name,
                url(entry, where),
                interval(entry, where),
                lane(entry, where),
                bool(entry, "allow-private", false, where),
                bool(entry, "websub", true, where));
    }

    private URI url(JsonNode entry, String where) {
        try {
            URI url = new URI(entry.path("url").asText(""));
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            problems.add(where + ": \"url\" is no address: " + e.getMessage());
            return URI.create("http://invalid/");
        }
        problems.add(where + ": \"url\" must be an address of http or https, without a user");
        return URI.create("http://invalid/");
    }

    private Duration interval(JsonNode entry, String where) {
        if (!entry.has("interval")) {
            return DEFAULT_INTERVAL;
        }
        Matcher matcher = INTERVAL.matcher(entry.path("interval").asText(""));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration interval = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
            if (interval.compareTo(shortest) >= 0 && interval.compareTo(LONGEST) <= 0) {
                return interval;
            }
        }
        problems.add(where + ": \"interval\" must be a time span such as 90s, 10m or 2h, from " + shortest.toSeconds()
                + "s to 7d");
        return DEFAULT_INTERVAL;
    }

    private Lane lane(JsonNode entry, String where) {
        return switch (entry.path("lane").asText("live")) {
            case "live" -> Lane.LIVE;
            case "backfill" -> Lane.BACKFILL;
            default -> {
                problems.add(where + ": \"lane\" must be live or backfill");
                yield Lane.LIVE;
            }
        };
    }

    private boolean bool(JsonNode entry, String key, boolean otherwise, String where) {
        JsonNode value = entry.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problems.add(where + ": \"" + key + "\" must be true or false");
        }
        return value.asBoolean(otherwise);
    }
}

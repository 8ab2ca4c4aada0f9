package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.GeoBox;
import dev.dateline.publish.store.TagWeight;
import dev.dateline.publish.store.TimeSpan;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.shape.Shape;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.TagKind;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The query parameters of one request. All problems are answers with status 400 that name the parameter; one that the
 * operation does not name is refused before.
 */
public final class QueryParameters {

    private static final Map<String, TagKind> TAG_PARAMETERS = new TreeMap<>(Map.of(
            "person", TagKind.PEOPLE,
            "organisation", TagKind.ORGANISATIONS,
            "place", TagKind.PLACES,
            "country", TagKind.COUNTRIES,
            "topic", TagKind.TOPICS,
            "flashpoint", TagKind.FLASHPOINTS));

    /** Conditions of one request: enough for people, too few to burden the database. */
    private static final int MOST_VALUES = 50;

    private static final int LONGEST_VALUE = 1_000;

    private static final ValueRange FOUR_DIGITS = ValueRange.of(0, 9_999);

    private static final Shape VALUE = Shape.text().with("minLength", 1).with("maxLength", LONGEST_VALUE);

    static final Parameter SINCE =
            Parameter.query("since", Shape.instant(), "Taken by ingest at this instant or later.");

    private static final Map<String, String> FRACTIONS = new TreeMap<>(Map.of(
            "salience",
            "How central the tag asked for is at least, 0 to 1; goes with a tag or bbox.",
            "confidence",
            "How likely the tag asked for is right at least, 0 to 1; goes with a tag or bbox."));

    private static final Map<String, String> KEYS = new TreeMap<>(Map.of(
            "source", "The feed or the publisher",
            "feed", "The feed",
            "publisher", "The publisher",
            "family", "The house of the publisher",
            "story", "The id of the story, with those that became part of it",
            "language", "The language (ISO 639 without region; und where none is told)"));

    /** What {@link #filter} reads. */
    public static final List<Parameter> FILTER = filterParameters();

    /** Where the page begins: the {@code next} of an earlier answer. */
    public static final Parameter CURSOR =
            Parameter.query("cursor", VALUE, "The 'next' of an earlier answer: where the page begins.");

    private final Map<String, List<String>> given;

    /** The parameters of a request. */
    public QueryParameters(Context context) {
        this(context.queryParamMap());
    }

    /** Parameters that came another way than in an address. */
    public QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    private static List<Parameter> filterParameters() {
        List<Parameter> parameters = new ArrayList<>();
        TAG_PARAMETERS
                .keySet()
                .forEach(name -> parameters.add(Parameter.query(
                                name,
                                VALUE,
                                "The id of a tag that the article must have; several by commas for any of them, or the parameter"
                                        + " several times for all of them.")
                        .severalTimes()));
        parameters.add(Parameter.query(
                "about",
                Shape.bool(),
                "With true, only articles that are about the flashpoint, not those in passing."));
        FRACTIONS.forEach((name, says) -> parameters.add(Parameter.query(name, Shape.number(), says)));
        parameters.add(Parameter.query(
                "bbox",
                VALUE,
                "west,south,east,north in degrees: one of the article's places lies there. With west beyond east the box"
                        + " crosses the antimeridian."));
        KEYS.forEach((name, says) ->
                parameters.add(Parameter.query(name, VALUE, says + "; several by commas for any of them.")
                        .severalTimes()));
        parameters.add(Parameter.query("lane", Shape.oneOf("live", "backfill"), "How it came."));
        parameters.add(Parameter.query("copies", Shape.bool(), "With false, only articles that copy no other."));
        parameters.add(Parameter.query(
                "q",
                VALUE,
                "What title or text says, as a web search takes it: words, \"a phrase\", or, -without; by the word forms of"
                        + " each article's language."));
        parameters.add(SINCE);
        parameters.add(Parameter.query("until", Shape.instant(), "Taken by ingest before this instant."));
        parameters.add(Parameter.query("publishedSince", Shape.instant(), "Published at this instant or later."));
        parameters.add(Parameter.query("publishedUntil", Shape.instant(), "Published before this instant."));
        return List.copyOf(parameters);
    }

    /**
     * The filter that {@code person}, {@code country}, ..., {@code source}, {@code q}, {@code since}, ... make: the same for
     * lists, streams and feeds.
     */
    public ArticleFilter filter() {
        ArticleFilter.Builder filter = ArticleFilter.builder();
        boolean about = bool("about", false);
        boolean byTags = false;
        for (Map.Entry<String, TagKind> parameter : TAG_PARAMETERS.entrySet()) {
            TagKind kind = parameter.getValue();
            for (Set<String> ids : alternatives(parameter.getKey())) {
                byTags = true;
                if (about && kind == TagKind.FLASHPOINTS) {
                    filter.about(kind, ids);
                } else {
                    filter.tag(kind, kind == TagKind.COUNTRIES ? upperCase(ids) : ids);
                }
            }
        }
        Optional<GeoBox> box = one("bbox").map(QueryParameters::box);
        box.ifPresent(filter::box);
        weight(byTags || box.isPresent()).ifPresent(filter::weight);
        alternatives("source").forEach(filter::source);
        alternatives("feed").forEach(filter::feed);
        alternatives("publisher").forEach(filter::publisher);
        alternatives("family").forEach(filter::family);
        alternatives("story").forEach(filter::story);
        languages().forEach(filter::language);
        one("lane").map(QueryParameters::lane).ifPresent(filter::lane);
        if (!bool("copies", true)) {
            filter.noCopies();
        }
        one("q").ifPresent(filter::words);
        filter.received(span("since", "until"));
        filter.published(span("publishedSince", "publishedUntil"));
        return filter.build();
    }

    private Optional<TagWeight> weight(boolean byTags) {
        Optional<Float> salience = fraction("salience");
        Optional<Float> confidence = fraction("confidence");
        if (salience.isEmpty() && confidence.isEmpty()) {
            return Optional.empty();
        }
        if (!byTags) {
            throw refusal(
                    salience.isPresent() ? "salience" : "confidence",
                    "says what a tag must have: name one too, by " + String.join(", ", TAG_PARAMETERS.keySet())
                            + " or bbox");
        }
        return Optional.of(new TagWeight(salience.orElse(0f), confidence.orElse(0f)));
    }

    private Optional<Float> fraction(String name) {
        String rule = "must be a number from 0 to 1";
        return one(name)
                .map(text -> parsed(
                        name,
                        rule,
                        () -> Optional.of(Float.parseFloat(text)).filter(number -> number >= 0 && number <= 1)));
    }

    private static GeoBox box(String text) {
        return parsed(
                "bbox",
                "must be four numbers, west,south,east,north, in degrees: west and east from -180 to 180, south and north"
                        + " from -90 to 90, south not above north",
                () -> {
                    List<Double> degrees = Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .map(Double::valueOf)
                            .toList();
                    return degrees.size() == 4
                            ? Optional.of(new GeoBox(degrees.get(0), degrees.get(1), degrees.get(2), degrees.get(3)))
                            : Optional.empty();
                });
    }

    private List<Set<String>> languages() {
        List<Set<String>> languages = alternatives("language");
        languages.forEach(codes -> codes.removeIf(code -> code.contains(",")));
        if (languages.stream().flatMap(Set::stream).anyMatch(code -> !code.matches("[A-Za-z]{2,3}"))) {
            throw refusal("language", "must be codes of ISO 639 without region, such as en; und where none is told");
        }
        return languages;
    }

    private static Lane lane(String text) {
        return switch (text) {
            case "live" -> Lane.LIVE;
            case "backfill" -> Lane.BACKFILL;
            default -> throw refusal("lane", "must be live or backfill");
        };
    }

    /** The time from one instant to another, each of which may be absent. */
    public TimeSpan span(String first, String after) {
        TimeSpan span = new TimeSpan(instant(first), instant(after));
        if (span.since().isPresent()
                && span.until().isPresent()
                && !span.since().get().isBefore(span.until().get())) {
            throw refusal(after, "must be later than " + first);
        }
        return span;
    }

    /** The instant in {@code since}. */
    Optional<Instant> since() {
        return one("since").map(text -> instant("since", text));
    }

    /** A whole number. */
    public int whole(Parameter.Whole number) {
        String rule = "must be a whole number from " + number.least() + " to " + number.most();
        return one(number.name())
                .map(text -> parsed(
                        number.name(),
                        rule,
                        () -> Optional.of(Integer.parseInt(text))
                                .filter(value -> value >= number.least() && value <= number.most())))
                .orElse(number.otherwise());
    }

    /** An instant that may stand once. */
    public Optional<Instant> instant(String name) {
        return one(name).map(text -> instant(name, text));
    }

    /** A text that may stand once. */
    public Optional<String> one(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw refusal(name, "must stand once only");
        }
        return values.stream().findFirst();
    }

    /** A 400 that names the parameter. */
    public static ProblemException refusal(String name, String rule) {
        return Parameter.refusal(name, rule, null);
    }

    private List<String> values(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        for (String value : values) {
            if (value.isBlank()) {
                throw refusal(name, "must not be empty");
            }
            if (value.length() > LONGEST_VALUE) {
                throw refusal(name, "must not be longer than " + LONGEST_VALUE + " characters");
            }
        }
        if (values.size() > MOST_VALUES) {
            throw refusal(name, "must not stand more than " + MOST_VALUES + " times");
        }
        return values;
    }

    /**
     * Each occurrence of the parameter is a condition of its own; commas separate what meets it. The whole meets it too,
     * since a publisher's name may have a comma in it.
     */
    private List<Set<String>> alternatives(String name) {
        List<Set<String>> conditions = new ArrayList<>();
        for (String value : values(name)) {
            Set<String> ids = Arrays.stream(value.split(","))
                    .map(String::strip)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (ids.isEmpty() || ids.contains("") || ids.size() > MOST_VALUES) {
                throw refusal(name, "must be one value, or up to " + MOST_VALUES + " separated by commas");
            }
            ids.add(value.strip());
            conditions.add(ids);
        }
        return conditions;
    }

    private static Set<String> upperCase(Set<String> ids) {
        return ids.stream().map(id -> id.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** True or false, written so. */
    boolean bool(String name, boolean defaultValue) {
        return one(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw refusal(name, "must be true or false");
                })
                .orElse(defaultValue);
    }

    private static Instant instant(String name, String text) {
        String rule =
                "must be an instant in ISO 8601 with a zone and a year of four digits, such as 2026-11-24T09:30:00Z";
        return parsed(
                name,
                rule,
                () -> Optional.of(OffsetDateTime.parse(text).toInstant())
                        .filter(instant -> FOUR_DIGITS.isValidValue(
                                instant.atOffset(ZoneOffset.UTC).getYear())));
    }

    private static <T> T parsed(String name, String rule, Supplier<Optional<T>> parser) {
        Optional<T> value;
        try {
            value = parser.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Parameter.refusal(name, rule, e);
        }
        return value.orElseThrow(() -> refusal(name, rule));
    }
}

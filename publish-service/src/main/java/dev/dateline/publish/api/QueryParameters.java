package dev.dateline.publish.api;

import dev.dateline.publish.store.ArticleFilter;
import dev.dateline.publish.store.TagCondition;
import dev.dateline.runtime.http.Parameter;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.shape.Shape;
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

    /** What {@link #filter} reads. */
    public static final List<Parameter> FILTER = filterParameters();

    /** Where the page begins: the {@code next} of an earlier answer. */
    static final Parameter CURSOR =
            Parameter.query("cursor", VALUE, "The 'next' of an earlier answer: where the page begins.");

    private final Map<String, List<String>> given;

    /** The parameters of a request. */
    public QueryParameters(Context context) {
        this(context.queryParamMap());
    }

    QueryParameters(Map<String, List<String>> given) {
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
        parameters.add(Parameter.query("source", VALUE, "The feed or the publisher; several by commas for any of them.")
                .severalTimes());
        parameters.add(Parameter.query("q", VALUE, "Words that the text must have, as a web search takes them."));
        parameters.add(SINCE);
        parameters.add(Parameter.query("until", Shape.instant(), "Taken by ingest before this instant."));
        return List.copyOf(parameters);
    }

    /** The filter that {@code person}, {@code country}, ..., {@code source}, {@code q}, {@code since}, {@code until} make. */
    public ArticleFilter filter() {
        List<TagCondition> tags = new ArrayList<>();
        boolean about = one("about").map(text -> bool("about", text)).orElse(false);
        TAG_PARAMETERS.forEach((name, kind) -> alternatives(name)
                .forEach(ids -> tags.add(new TagCondition(
                        kind,
                        kind == TagKind.COUNTRIES ? upperCase(ids) : ids,
                        about && kind == TagKind.FLASHPOINTS))));
        Optional<Instant> since = since();
        Optional<Instant> until = one("until").map(text -> instant("until", text));
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw refusal("until", "must be later than since");
        }
        return new ArticleFilter(tags, alternatives("source"), one("q"), since, until);
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

    private static boolean bool(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal(name, "must be true or false");
        };
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
        } catch (NumberFormatException | DateTimeException e) {
            throw Parameter.refusal(name, rule, e);
        }
        return value.orElseThrow(() -> refusal(name, rule));
    }
}

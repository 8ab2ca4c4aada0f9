package dev.dateline.analysis.flashpoints;

import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a definition must keep to beyond the types of its fields, so that it can tag at all and cannot burden the others. */
final class DefinitionRules {

    /** A topic is named after it, and topic names end at 249 characters. */
    private static final int LONGEST_ID = 60;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TERM = 80;
    private static final int MOST_TERMS = 500;
    private static final double MOST_WEIGHT = 10;
    private static final int MOST_CHARACTERS = 10_000;
    private static final double MOST_THRESHOLD = 20;

    /** ISO 3166-1 alpha-2, and the code in use for Kosovo. */
    private static final Set<String> COUNTRIES =
            Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK")).collect(Collectors.toSet());

    private final FlashpointDefinition definition;
    private final BiConsumer<String, String> problem;

    private DefinitionRules(FlashpointDefinition definition, BiConsumer<String, String> problem) {
        this.definition = definition;
        this.problem = problem;
    }

    /**
     * Checks a definition.
     *
     * @param problem takes the field and what is wrong with it
     */
    static void check(FlashpointDefinition definition, BiConsumer<String, String> problem) {
        DefinitionRules rules = new DefinitionRules(definition, problem);
        rules.checkNames();
        rules.checkCountries();
        rules.checkTerms("places", definition.getPlaces());
        rules.checkTerms("actors", definition.getActors());
        rules.checkTerms("terms", definition.getTerms());
        rules.checkTerms("against", definition.getAgainst());
        rules.checkNumbers();
        if (definition.getParties().isEmpty()
                && definition.getRivals().isEmpty()
                && definition.getPlaces().isEmpty()
                && definition.getActors().isEmpty()) {
            problem.accept(
                    "places",
                    "names nothing that an article can be known by; give a place, an actor, a party or rivals");
        }
    }

    private void checkNames() {
        String id = definition.getId();
        if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
            problem.accept(
                    "id",
                    "must be lower-case words of a to z and 0 to 9 joined by hyphens, up to " + LONGEST_ID
                            + " characters, such as taiwan-strait");
        }
        String name = definition.getName();
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            problem.accept("name", "must be a name to show, up to " + LONGEST_NAME + " characters");
        }
        if (definition.getVersion() < 1) {
            problem.accept("version", "must be 1 or more");
        }
    }

    private void checkCountries() {
        List<String> parties = definition.getParties();
        for (int i = 0; i < parties.size(); i++) {
            checkCountry("parties[" + i + "]", parties.get(i));
        }
        List<FlashpointRivalry> rivals = definition.getRivals();
        for (int i = 0; i < rivals.size(); i++) {
            String field = "rivals[" + i + "]";
            FlashpointRivalry rivalry = rivals.get(i);
            checkCountry(field + ".first", rivalry.getFirst());
            checkCountry(field + ".second", rivalry.getSecond());
            if (rivalry.getFirst().equals(rivalry.getSecond())) {
                problem.accept(field + ".second", "must be another country than first");
            }
            within(field + ".weight", rivalry.getWeight(), 0, MOST_WEIGHT);
        }
    }

    private void checkCountry(String field, String code) {
        if (!COUNTRIES.contains(code)) {
            problem.accept(field, "must be an ISO 3166-1 alpha-2 code such as TW, not '" + code + "'");
        }
    }

    private void checkTerms(String field, List<FlashpointTerm> terms) {
        Map<String, String> seen = new HashMap<>();
        if (terms.size() > MOST_TERMS) {
            problem.accept(field, "must not have more than " + MOST_TERMS + " entries");
        }
        for (int i = 0; i < terms.size(); i++) {
            String entry = field + "[" + i + "]";
            String text = terms.get(i).getText();
            if (text.isBlank() || text.length() > LONGEST_TERM || !text.equals(text.strip())) {
                problem.accept(
                        entry + ".text",
                        "must be words without spaces around them, up to " + LONGEST_TERM + " characters");
            } else if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
                problem.accept(entry + ".text", "must have a letter or a digit in it");
            }
            String before = seen.putIfAbsent(text, entry);
            if (before != null) {
                problem.accept(entry + ".text", "stands already in " + before + "; keep one of them");
            }
            // Weight 0 is a phrase that only looks like one of the flashpoint's.
            within(entry + ".weight", terms.get(i).getWeight(), -MOST_WEIGHT, MOST_WEIGHT);
        }
    }

    private void checkNumbers() {
        within("nearCharacters", definition.getNearCharacters(), 0, MOST_CHARACTERS);
        within("partyWeight", definition.getPartyWeight(), 0, MOST_WEIGHT);
        within("aboutThreshold", definition.getAboutThreshold(), 0.1, MOST_THRESHOLD);
        within("mentionThreshold", definition.getMentionThreshold(), 0.1, MOST_THRESHOLD);
        if (definition.getMentionThreshold() > definition.getAboutThreshold()) {
            problem.accept("mentionThreshold", "must not be higher than aboutThreshold");
        }
        within("latitude", definition.getLatitude(), -90, 90);
        within("longitude", definition.getLongitude(), -180, 180);
    }

    private void within(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            problem.accept(field, "must be from " + least + " to " + most);
        }
    }
}

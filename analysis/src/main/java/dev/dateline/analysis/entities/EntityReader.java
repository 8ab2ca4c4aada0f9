package dev.dateline.analysis.entities;

import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which people, organisations and places a document names. Safe for use by many threads. */
public final class EntityReader {

    /** The rule that the tags name. */
    static final String RULE = "names-crf";

    /** Its version; it changes with the model, the tables or the joining. */
    static final String RULE_VERSION = "4";

    private static final double TITLE_SHARE = 0.35;
    private static final double COUNT_SHARE = 0.35;
    private static final double EARLY_SHARE = 0.3;

    private final NameFinder finder;
    private final KnownPeople knownPeople;
    private final KnownOrganisations knownOrganisations;
    private final Nationalities nationalities;

    private EntityReader(NameTagger tagger) {
        this.nationalities = new Nationalities();
        this.knownPeople = KnownPeople.standard();
        this.knownOrganisations = tagger.organisations();
        this.finder = new NameFinder(tagger, nationalities);
    }

    /** A reader with the model and the tables that ship with this module. */
    public static EntityReader standard() {
        return new EntityReader(NameTagger.standard());
    }

    /**
     * Reads a document.
     *
     * @param authors who wrote it; they are not among its people
     */
    public Entities read(Document document, Collection<String> authors) {
        List<Name> names = new ArrayList<>(finder.find(document));
        List<Sentence> sentences = document.sentences();
        names.removeIf(name -> isCredit(sentences.get(name.sentence()))
                || (name.sentence() == sentences.size() - 1 && isSignature(sentences.getLast())));
        Set<String> words = new HashSet<>();
        document.sentences().forEach(sentence -> sentence.tokens().forEach(token -> words.add(token.text())));

        List<Entity> people =
                new PeopleGatherer(knownPeople, nationalities, words).gather(of(EntityType.PERSON, names), authors);
        List<Entity> organisations =
                new OrganisationGatherer(knownOrganisations).gather(of(EntityType.ORGANISATION, names));
        List<Name> locations = of(EntityType.LOCATION, names);
        return new Entities(
                tags("person", RULE, RULE_VERSION, people, document),
                tags("org", RULE, RULE_VERSION, organisations, document),
                tags("place", RULE, RULE_VERSION, places(locations), document),
                locations.stream().map(name -> placeName(name, document)).toList(),
                people.stream().flatMap(person -> leaderNames(person, document)).toList());
    }

    private static List<Name> of(EntityType type, List<Name> names) {
        return names.stream().filter(name -> name.type() == type).toList();
    }

    /** Whether a sentence only says who made the report. */
    private static boolean isCredit(Sentence sentence) {
        List<Token> tokens = sentence.tokens();
        int first = tokens.getFirst().text().equals("(") && tokens.size() > 1 ? 1 : 0;
        String word = tokens.get(first).text();
        boolean by = tokens.size() > first + 1 && tokens.get(first + 1).text().equals("by");
        return switch (word) {
            case "Reporting", "Editing", "Writing", "Compiled", "Edited", "Written", "Reported" -> by;
            case "By", "BY" -> sentence.paragraphStart() && tokens.size() <= 6;
            default -> false;
        };
    }

    /** Whether a text ends in a single word, by which an agency signs. */
    private static boolean isSignature(Sentence last) {
        return last.field() == Field.BODY && last.tokens().size() == 1;
    }

    private List<Entity> places(List<Name> names) {
        Map<String, Entity> byLabel = new LinkedHashMap<>();
        for (Name name : names) {
            String label = Spelling.joined(name.words());
            boolean people = nationalities.isNationality(label) && !nationalities.isCountry(label);
            if (!people) {
                byLabel.computeIfAbsent(label, Entity::new).add(name);
            }
        }
        return List.copyOf(byLabel.values());
    }

    /** Entities with one id are one. */
    static List<Tag> tags(String kind, String rule, String ruleVersion, List<Entity> entities, Document document) {
        Map<String, Entity> bySlug = new LinkedHashMap<>();
        for (Entity entity : entities) {
            Entity first = bySlug.putIfAbsent(entity.slug(), entity);
            if (first != null) {
                entity.names().forEach(first::add);
            }
        }
        int most = bySlug.values().stream()
                .mapToInt(entity -> entity.names().size())
                .max()
                .orElse(1);
        return bySlug.values().stream()
                .map(entity -> tag(kind, entity, document, most)
                        .setRule(rule)
                        .setRuleVersion(ruleVersion)
                        .build())
                .sorted(Comparator.comparingDouble(Tag::getSalience).reversed())
                .toList();
    }

    private static Comparator<Mention> inOrder() {
        return Comparator.comparing(Mention::getField).thenComparingInt(Mention::getBegin);
    }

    private static Tag.Builder tag(String kind, Entity entity, Document document, int most) {
        List<Mention> mentions = entity.names().stream()
                .map(name -> mention(name, document))
                .sorted(inOrder())
                .toList();
        return Tag.newBuilder()
                .setId(kind + ":" + entity.slug())
                .setLabel(entity.label())
                .setWikidata(entity.wikidata().orElse(null))
                .setConfidence(entity.confidence())
                .setSalience(salience(entity, mentions, document, most))
                .setMentions(mentions);
    }

    private static PlaceName placeName(Name name, Document document) {
        return new PlaceName(mention(name, document), name.sentence(), name.begin(), name.end(), name.confidence());
    }

    private static Stream<LeaderName> leaderNames(Entity person, Document document) {
        return person.ledCountry().stream()
                .flatMap(country -> person.names().stream()
                        .map(name -> new LeaderName(
                                mention(name, document), name.sentence(), name.begin(), name.end(), country)));
    }

    private static Mention mention(Name name, Document document) {
        Sentence sentence = document.sentences().get(name.sentence());
        return document.mention(
                sentence.field(),
                sentence.tokens().get(name.begin()).begin(),
                sentence.tokens().get(name.end() - 1).end());
    }

    /** A name in the title, many mentions beside those of the others, and an early first one: weighed by fixed shares. */
    private static double salience(Entity entity, List<Mention> mentions, Document document, int most) {
        boolean inTitle = mentions.getFirst().getField() == Field.TITLE;
        int first = entity.names().stream().mapToInt(Name::sentence).min().orElse(0);
        double early = 1 - (double) first / document.sentences().size();
        return (inTitle ? TITLE_SHARE : 0) + COUNT_SHARE * entity.names().size() / most + EARLY_SHARE * early;
    }
}

package dev.dateline.analysis.countries;

import dev.dateline.analysis.countries.CountryName.Caution;
import dev.dateline.analysis.phrases.Hit;
import dev.dateline.analysis.phrases.Words;
import dev.dateline.analysis.text.Dateline;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the countries that a document names, and tags those that it concerns. A name counts where it stands as whole words with the capital letters of
 * a name; of names within names the longest counts; a name that means several things is decided by the rest of the
 * document, or left out. Safe for use by many threads.
 */
public final class CountryTagger {

    private static final String RULE_VERSION = "3";

    private static final Set<String> WORDS_OF_PLACE = words("""
            in to from across near into inside outside throughout within northern southern eastern western
            central neighbouring neighboring via""");

    /** Words with a capital letter that do not make a name of the next one. */
    private static final Set<String> NOT_A_FIRST_NAME = words("""
            in at from of to the and but while for with by near as between across when outside after before
            on since if both that or where although though because until like only even monday tuesday
            wednesday thursday friday saturday sunday greater central northern southern eastern western
            north south east west downtown inner new republic president meanwhile then now so will can how
            why what is has does did was""");

    /** Words with a capital letter that may follow a place. */
    private static final Set<String> NOT_A_LAST_NAME = words("""
            monday tuesday wednesday thursday friday saturday sunday january february march april may june
            july august september october november december and in on of to president prime foreign embassy
            police bureau i the governor gov senator sen representative rep secretary attorney supreme state republican
            republicans democrat democrats king queen""");

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }

    private final CountryTable table;
    private final Ambiguity.Table ambiguities;

    private CountryTagger(CountryTable table, Ambiguity.Table ambiguities) {
        this.table = table;
        this.ambiguities = ambiguities;
    }

    /** The tagger with the tables of this module, loaded once per JVM. */
    public static CountryTagger standard() {
        return Standard.TAGGER;
    }

    /**
     * Every stretch of a document that names a country, taken by itself, cities as the largest of their name; and every
     * phrase that only looks like one.
     */
    public List<CountryMention> mentions(Document document) {
        return new Reading(document).mentions();
    }

    /** The countries that these mentions name, the most salient first. */
    public List<Tag> tags(List<CountryMention> mentions) {
        return Evidence.tags(
                evidence(mentions), one -> "countries: " + one.kind().label(), RULE_VERSION);
    }

    /** The countries that these mentions name with what their confidence is fitted to. */
    public List<CountryChoice> choices(List<CountryMention> mentions) {
        return Evidence.choices(evidence(mentions));
    }

    private static Map<String, Evidence> evidence(List<CountryMention> mentions) {
        Map<String, Evidence> evidence = new TreeMap<>();
        for (CountryMention mention : mentions) {
            if (mention.kind() != NameKind.NONE) {
                evidence.computeIfAbsent(mention.country(), key -> new Evidence())
                        .add(mention);
            }
        }
        return evidence;
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final CountryTagger TAGGER = new CountryTagger(CountryTable.standard(), Ambiguity.Table.load());
    }

    /** A name found in the text, its meaning decided or not. */
    private record Found(int sentence, Words words, Hit<CountryName> hit) {

        CountryName name() {
            return hit.values().getFirst();
        }
    }

    /** The reading of one document. */
    private final class Reading {

        private final Document document;
        private final List<Found> found = new ArrayList<>();
        private final Set<String> certain = new HashSet<>();
        private final Set<String> surnames = new HashSet<>();
        private final Map<String, int[]> clues = new HashMap<>();
        private final List<CountryMention> mentions = new ArrayList<>();

        Reading(Document document) {
            this.document = document;
        }

        List<CountryMention> mentions() {
            findNames();
            found.stream()
                    .filter(this::isCertain)
                    .map(Found::name)
                    .map(CountryName::country)
                    .forEach(certain::add);
            if (found.stream().anyMatch(one -> one.name().caution() == Caution.AMBIGUOUS)) {
                findClues();
            }
            for (Found one : found) {
                String country = decide(one);
                if (!country.equals(Ambiguity.NONE)) {
                    addMention(country, one, one.name().caution() == Caution.AMBIGUOUS);
                }
            }
            return mentions;
        }

        private void findNames() {
            int datelineEnd = document.dateline().map(Dateline::end).orElse(0);
            for (int i = 0; i < document.sentences().size(); i++) {
                int index = i;
                Sentence sentence = document.sentences().get(index);
                boolean body = sentence.field() == Field.BODY;
                if (body && sentence.end() <= datelineEnd) {
                    findDateline(index, Words.of(sentence, Words.Case.UPPER));
                    continue;
                }
                Words words = Words.of(sentence);
                table.text().scanLongest(words, hit -> {
                    Found one = new Found(index, words, hit);
                    if (one.name().caution() != Caution.NONE) {
                        noteSurname(one);
                    }
                    if (one.name().kind() == NameKind.NONE) {
                        addMention("", one, false);
                    } else if (!isPronoun(one)) {
                        found.add(one);
                    }
                });
            }
        }

        /** A country or region behind the city says which city of that name is meant. */
        private void findDateline(int sentence, Words words) {
            List<Found> names = new ArrayList<>();
            table.dateline().scanLongest(words, hit -> names.add(new Found(sentence, words, hit)));
            for (Found one : names) {
                if (one.name().kind() == NameKind.NAME || one.name().kind() == NameKind.REGION) {
                    addToDateline(one);
                    return;
                }
            }
            if (!names.isEmpty()) {
                addToDateline(names.getFirst());
            }
        }

        private void addToDateline(Found one) {
            certain.add(one.name().country());
            addMention(one.name().country(), one, false);
        }

        private void addMention(String country, Found one, boolean weighed) {
            Sentence sentence = one.words().sentence();
            int begin = one.hit().first();
            int end = one.hit().end();
            Mention mention = document.mention(
                    sentence.field(),
                    sentence.tokens().get(begin).begin(),
                    sentence.tokens().get(end - 1).end());
            mentions.add(new CountryMention(
                    mention,
                    one.sentence(),
                    begin,
                    end,
                    country,
                    one.name().kind(),
                    TextPart.of(document, mention),
                    weighed));
        }

        /** In a headline in capitals, US may be the pronoun. */
        private boolean isPronoun(Found one) {
            return one.hit().end() - one.hit().first() == 1
                    && one.words().letterCase() == Words.Case.UPPER
                    && one.words().text(one.hit().first()).equals("US");
        }

        private boolean isCertain(Found one) {
            return one.name().caution() == Caution.NONE || one.name().caution() == Caution.PERSON && !isPartOfName(one);
        }

        /** A word that once stood behind a first name is that person wherever it stands alone. */
        private void noteSurname(Found one) {
            Words words = one.words();
            int before = one.hit().first() - 1;
            if (one.hit().end() - one.hit().first() == 1
                    && words.letterCase() == Words.Case.RUNNING
                    && isFirstName(words, before)) {
                surnames.add(words.folded(before + 1));
            }
        }

        private boolean isPartOfName(Found one) {
            Words words = one.words();
            int first = one.hit().first();
            if (words.letterCase() == Words.Case.LOWER) {
                return true;
            }
            if (one.hit().end() - first == 1 && surnames.contains(words.folded(first))) {
                return true;
            }
            return words.letterCase() == Words.Case.RUNNING
                    && (isFirstName(words, first - 1)
                            || isLastName(words, one.hit().end()));
        }

        private boolean isFirstName(Words words, int index) {
            return isNameLike(words, index) && !NOT_A_FIRST_NAME.contains(words.folded(index));
        }

        private boolean isLastName(Words words, int index) {
            return isNameLike(words, index)
                    && !NOT_A_LAST_NAME.contains(words.folded(index))
                    && !isAcronym(words.text(index));
        }

        private boolean isNameLike(Words words, int index) {
            return words.capitalised(index) && words.folded(index).length() > 1 && !isCountry(words, index);
        }

        private boolean isAcronym(String word) {
            return word.length() > 1 && Character.isUpperCase(word.charAt(1));
        }

        /** The found names are in the order of the text, so that the one before is the last one. */
        private boolean isCountry(Words words, int index) {
            for (int i = found.size() - 1; i >= 0; i--) {
                Found other = found.get(i);
                if (other.words() != words) {
                    continue;
                }
                if (index >= other.hit().first()
                        && index < other.hit().end()
                        && other.name().caution() == Caution.NONE) {
                    return true;
                }
            }
            return false;
        }

        private void findClues() {
            for (Words words : Words.of(document)) {
                ambiguities.clues().scan(words, hit -> {
                    for (Ambiguity.Clue clue : hit.values()) {
                        clues.computeIfAbsent(clue.name(), key -> new int[2])[clue.country() ? 0 : 1]++;
                    }
                });
            }
        }

        private String decide(Found one) {
            CountryName name = one.name();
            if (name.caution() == Caution.NONE) {
                return name.country();
            }
            if (isPartOfName(one)) {
                return Ambiguity.NONE;
            }
            Ambiguity ambiguity = ambiguities.byName().get(name.name());
            if (name.caution() == Caution.PERSON || ambiguity == null) {
                return name.country();
            }
            int[] counts = clues.getOrDefault(name.name(), new int[2]);
            int before = one.hit().first() - 1;
            boolean place = before >= 0 && WORDS_OF_PLACE.contains(one.words().folded(before));
            return ambiguity.decide(certain, counts[0], counts[1], place);
        }
    }
}

package dev.dateline.analysis.countries;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.text.Tokenizer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of countries in one language other than English, as CLDR has them, with a few that it has not, and how the language changes
 * them in a sentence. A name that means several countries, or usually something else, is not among them. Immutable.
 */
final class LocalNames {

    /** Stands for words that hold a name without meaning it. */
    static final String NONE = "";

    private static final String ALL_LANGUAGES = "*";
    private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "th", "lo", "km", "my", "bo");

    /** Where capital letters often go without their accents, or an ending moves them. */
    private static final Set<String> ACCENTS_ASIDE = Set.of("fr", "es", "el", "pt", "it", "ca", "gl");

    /** Regions of China whose names in CLDR nobody writes. */
    private static final Set<String> NOT_AS_IN_CLDR = Set.of("HK", "MO");

    private static final int SHORTEST_STEM = 3;

    /** In Korean a letter is a syllable. */
    private static final int SHORTEST_STEM_IN_SYLLABLES = 2;

    private static final int SHORTEST_ALPHABETIC = 3;
    private static final int LONGEST_ACRONYM = 4;

    /** If nearly all names are the English ones, the platform has none of that language. */
    private static final int NEARLY_ALL = 240;

    /** The language tags whose names CLDR keeps apart though texts of one language hold both. */
    private static final Map<String, List<String>> IN_CLDR = Map.of(
            "zh", List.of("zh-Hans", "zh-Hant"),
            "sr", List.of("sr", "sr-Latn"),
            "no", List.of("nb", "nn"),
            "ku", List.of("ckb", "ku"),
            "tl", List.of("fil"));

    private final Locale locale;
    private final boolean spaced;
    private final boolean accentsAside;
    private final List<String> losses;
    private final List<String> endings;
    private final List<String> prefixes;
    private final int shortestStem;
    private final Node root = new Node();
    private final Set<String> parts = new HashSet<>();

    /**
     * A name found.
     *
     * @param country its code, or {@link #NONE}
     * @param end index one past its last token
     * @param careful whether it may be a part of another name
     */
    record Found(String country, int end, boolean careful) {}

    private static final class Node {
        private final Map<String, Node> words = new HashMap<>(4);
        private final Map<String, Node> stems = new HashMap<>(4);
        private @Nullable String country;
        private boolean capital;
        private boolean acronym;
        private boolean careful;
    }

    private LocalNames(String language) {
        this.locale = Locale.forLanguageTag(language);
        this.spaced = !WITHOUT_SPACES.contains(language);
        this.accentsAside = ACCENTS_ASIDE.contains(language);
        String[] inflection = row("inflections.txt", language, 4);
        this.losses = Lines.items(inflection[1]);
        this.endings = Lines.items(inflection[2]);
        this.prefixes = Lines.items(inflection[3]);
        this.shortestStem = language.equals("ko") ? SHORTEST_STEM_IN_SYLLABLES : SHORTEST_STEM;
    }

    private static String[] row(String table, String language, int columns) {
        return Lines.rows(LocalNames.class, table, columns).stream()
                .filter(row -> row[0].equals(language))
                .findFirst()
                .orElseGet(() -> new String[] {language, "", "", ""});
    }

    /** The names in a language; none if the platform knows none, and for English, which has a table of its own. */
    static Optional<LocalNames> of(String language) {
        Map<String, String> names = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (String tag : IN_CLDR.getOrDefault(language, List.of(language))) {
            Locale in = Locale.forLanguageTag(tag);
            int english = 0;
            for (String country : CountryTable.standard().countries()) {
                String name = Locale.of("", country).getDisplayCountry(in);
                english += name.equals(Locale.of("", country).getDisplayCountry(Locale.ENGLISH)) ? 1 : 0;
                if (!NOT_AS_IN_CLDR.contains(country) && !name.equals(country)) {
                    for (String spelling : spellings(name)) {
                        String other = names.putIfAbsent(spelling, country);
                        if (other != null && !other.equals(country)) {
                            ambiguous.add(spelling);
                        }
                    }
                }
            }
            if (english >= NEARLY_ALL) {
                return Optional.empty();
            }
        }
        ambiguous.forEach(names::remove);
        LocalNames local = new LocalNames(language);
        for (String from : List.of(ALL_LANGUAGES, language)) {
            local.parts.addAll(Lines.items(row("names-elsewhere.txt", from, 4)[3]));
        }
        names.forEach(local::add);
        for (String from : List.of(ALL_LANGUAGES, language)) {
            String[] more = row("names-elsewhere.txt", from, 4);
            for (String item : Lines.items(more[1])) {
                int equals = item.indexOf('=');
                local.add(item.substring(equals + 1), item.substring(0, equals));
            }
            Lines.items(more[2]).forEach(name -> local.add(name, NONE));
        }
        return Optional.of(local);
    }

    /** CLDR sets another name, or what tells two countries apart, in brackets. */
    private static List<String> spellings(String name) {
        String plain = name.replace(" – ", "-").replace(" - ", "-");
        int bracket = Math.max(plain.indexOf('('), plain.indexOf('（'));
        return bracket > 0 ? List.of(plain, plain.substring(0, bracket).strip()) : List.of(plain);
    }

    /** Adds a name; a later one replaces an earlier one that reads the same. */
    private void add(String name, String country) {
        List<String> words = new ArrayList<>();
        for (Token token : cut(name)) {
            words.add(token.text());
        }
        if (words.isEmpty() || isTooShort(name)) {
            return;
        }
        boolean careful = parts.contains(name);
        List<Node> ends = new ArrayList<>(List.of(root));
        for (String word : words) {
            List<Node> next = new ArrayList<>();
            for (Node node : ends) {
                next.add(child(node.words, fold(word), word));
                if (!endings.isEmpty() && !isAcronym(word)) {
                    next.add(child(node.stems, stem(fold(word)), word));
                }
            }
            ends = next;
        }
        for (Node node : ends) {
            node.country = country;
            node.careful = careful;
        }
    }

    private static Node child(Map<String, Node> children, String key, String word) {
        Node child = children.computeIfAbsent(key, one -> new Node());
        child.capital |= Character.isUpperCase(word.codePointAt(0));
        child.acronym |= isAcronym(word);
        return child;
    }

    private static boolean isTooShort(String name) {
        boolean alphabetic = Character.UnicodeScript.of(name.codePointAt(0)) == Character.UnicodeScript.LATIN;
        return alphabetic && name.length() < SHORTEST_ALPHABETIC && !isAcronym(name);
    }

    private static boolean isAcronym(String word) {
        return word.length() > 1
                && word.length() <= LONGEST_ACRONYM
                && word.codePoints().allMatch(Character::isUpperCase);
    }

    private String stem(String word) {
        for (String loss : losses) {
            if (word.endsWith(loss) && word.length() - loss.length() >= shortestStem) {
                return word.substring(0, word.length() - loss.length());
            }
        }
        return word;
    }

    private String fold(String word) {
        String lower = word.toLowerCase(locale)
                .replace('’', '\'')
                .replace('ʼ', '\'')
                .replace('ş', 'ș')
                .replace('ţ', 'ț');
        return accentsAside ? Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "") : lower;
    }

    /** The tokens of a text: words, or single letters where the language sets no space between words. */
    List<Token> cut(String text) {
        List<Token> tokens = new ArrayList<>();
        if (spaced) {
            return Tokenizer.tokens(text);
        }
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (!Character.isWhitespace(points[i]) && Character.getType(points[i]) != Character.FORMAT) {
                tokens.add(new Token(Character.toString(points[i]), i, i + 1));
            }
        }
        return tokens;
    }

    /** Whether the language sets spaces between words. */
    boolean isSpaced() {
        return spaced;
    }

    /**
     * The longest name that begins at a token.
     *
     * @param caseTells whether capital letters mark names in this sentence
     */
    Optional<Found> at(List<Token> tokens, int first, boolean caseTells) {
        return Optional.ofNullable(longest(root, tokens, first, first, caseTells));
    }

    private @Nullable Found longest(Node node, List<Token> tokens, int first, int at, boolean caseTells) {
        Found best = node.country == null ? null : new Found(node.country, at, node.careful);
        if (at == tokens.size()) {
            return best;
        }
        String text = tokens.get(at).text();
        best = longer(best, step(node, tokens, first, at, text, caseTells));
        int apostrophe = Math.max(text.indexOf('\''), text.indexOf('’'));
        if (apostrophe > 0 && apostrophe < text.length() - 1) {
            best = longer(best, step(node, tokens, first, at, text.substring(0, apostrophe), caseTells));
            best = longer(best, step(node, tokens, first, at, text.substring(apostrophe + 1), caseTells));
        }
        if (at == first) {
            for (String prefix : prefixes) {
                if (text.startsWith(prefix) && text.length() - prefix.length() >= shortestStem) {
                    best = longer(best, step(node, tokens, first, at, text.substring(prefix.length()), caseTells));
                }
            }
        }
        return best;
    }

    private @Nullable Found step(Node node, List<Token> tokens, int first, int at, String text, boolean caseTells) {
        String folded = fold(text);
        Found best = fits(node.words.get(folded), tokens, first, at, text, caseTells);
        if (node.stems.isEmpty()) {
            return best;
        }
        for (String ending : endings) {
            if (folded.endsWith(ending) && folded.length() - ending.length() >= shortestStem) {
                Node next = node.stems.get(folded.substring(0, folded.length() - ending.length()));
                best = longer(best, fits(next, tokens, first, at, text, caseTells));
            }
        }
        return longer(best, fits(node.stems.get(folded), tokens, first, at, text, caseTells));
    }

    private @Nullable Found fits(
            @Nullable Node next, List<Token> tokens, int first, int at, String text, boolean caseTells) {
        if (next == null
                || next.acronym && !text.codePoints().allMatch(Character::isUpperCase)
                || next.capital && caseTells && !Character.isUpperCase(text.codePointAt(0))) {
            return null;
        }
        return longest(next, tokens, first, at + 1, caseTells);
    }

    private static @Nullable Found longer(@Nullable Found one, @Nullable Found other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.end() > one.end() ? other : one;
    }
}

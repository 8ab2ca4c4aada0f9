package dev.dateline.analysis.countries;

import dev.dateline.analysis.phrases.Words;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tags the countries that a document in another language than English names: by their names alone, no adjectives, capitals or cities.
 * Safe for use by many threads.
 */
public final class LocalCountryTagger {

    private static final String RULE = "country-names:";
    private static final String RULE_VERSION = "1";

    private static final LocalCountryTagger STANDARD = new LocalCountryTagger();

    /** By language, read when the first document in it comes. */
    private final Map<String, Optional<LocalNames>> byLanguage = new ConcurrentHashMap<>();

    private LocalCountryTagger() {}

    /** The tagger with the names that the platform has and the tables of this module. */
    public static LocalCountryTagger standard() {
        return STANDARD;
    }

    /**
     * The countries of a document, the most salient first; none if the language is unknown to CLDR.
     *
     * @param language the language that it is written in (BCP 47)
     */
    public List<Tag> tag(Document document, String language) {
        return byLanguage
                .computeIfAbsent(language, LocalNames::of)
                .map(names -> tag(document, names, language))
                .orElse(List.of());
    }

    private static List<Tag> tag(Document document, LocalNames names, String language) {
        Map<String, Evidence> evidence = new TreeMap<>();
        int body = 0;
        for (Sentence sentence : document.sentences()) {
            boolean lead = sentence.field() == Field.BODY && body++ < TextPart.LEAD_SENTENCES;
            TextPart part = sentence.field() == Field.TITLE ? TextPart.TITLE : lead ? TextPart.LEAD : TextPart.BODY;
            find(document, sentence, names, part, evidence);
        }
        return Evidence.tags(evidence, one -> RULE + language, RULE_VERSION);
    }

    private static void find(
            Document document, Sentence sentence, LocalNames names, TextPart where, Map<String, Evidence> evidence) {
        Words.Case letters = Words.of(sentence).letterCase();
        boolean caseTells = letters == Words.Case.RUNNING || letters == Words.Case.TITLE;
        int offset = names.isSpaced() ? 0 : sentence.begin();
        List<Token> tokens = names.isSpaced()
                ? sentence.tokens()
                : names.cut(document.mention(sentence.field(), sentence.begin(), sentence.end())
                        .getText());
        int at = 0;
        while (at < tokens.size()) {
            int first = at++;
            LocalNames.Found found = names.at(tokens, first, caseTells).orElse(null);
            if (found == null || isWithinKatakana(tokens, first, found.end())) {
                continue;
            }
            at = found.end();
            boolean part = found.careful() && letters == Words.Case.RUNNING && isBesideName(tokens, first, at);
            if (!part && !found.country().equals(LocalNames.NONE)) {
                Mention mention = document.mention(
                        sentence.field(),
                        offset + tokens.get(first).begin(),
                        offset + tokens.get(at - 1).end());
                evidence.computeIfAbsent(found.country(), key -> new Evidence())
                        .addPlain(mention, NameKind.NAME, where);
            }
        }
    }

    /** Foreign words in Japanese are whole runs of Katakana: a country's name within one is something else. */
    private static boolean isWithinKatakana(List<Token> tokens, int first, int end) {
        return isKatakana(tokens, first) && isKatakana(tokens, first - 1)
                || isKatakana(tokens, end - 1) && isKatakana(tokens, end);
    }

    private static boolean isKatakana(List<Token> tokens, int index) {
        if (index < 0 || index >= tokens.size()) {
            return false;
        }
        int point = tokens.get(index).text().codePointAt(0);
        return point == 'ー' || UnicodeScript.of(point) == UnicodeScript.KATAKANA;
    }

    private static boolean isBesideName(List<Token> tokens, int first, int end) {
        return first > 1 && isCapitalised(tokens, first - 1) || isCapitalised(tokens, end);
    }

    private static boolean isCapitalised(List<Token> tokens, int index) {
        return index < tokens.size()
                && Character.isUpperCase(tokens.get(index).text().codePointAt(0));
    }
}

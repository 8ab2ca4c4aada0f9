package dev.dateline.analysis.entities;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts of a person's name: without title, role or suffix, hyphens and initials set aside. */
final class PersonName {

    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lord",
            "lady",
            "baroness",
            "baron",
            "rev",
            "reverend",
            "father",
            "sister",
            "rabbi",
            "imam",
            "ayatollah",
            "sheikh",
            "sheik",
            "pope",
            "cardinal",
            "bishop",
            "archbishop",
            "president",
            "president-elect",
            "premier",
            "chancellor",
            "minister",
            "ministers",
            "secretary",
            "ambassador",
            "senator",
            "sen",
            "sens",
            "rep",
            "reps",
            "representative",
            "congressman",
            "congresswoman",
            "governor",
            "gov",
            "mayor",
            "judge",
            "justice",
            "king",
            "queen",
            "prince",
            "princess",
            "emir",
            "sultan",
            "chairman",
            "chairwoman",
            "chair",
            "chief",
            "director",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "general",
            "gen",
            "admiral",
            "adm",
            "colonel",
            "col",
            "lieutenant",
            "lt",
            "maj",
            "major",
            "captain",
            "capt",
            "sgt",
            "sergeant",
            "commander",
            "cmdr",
            "brigadier",
            "brig",
            "cpl",
            "private",
            "coach",
            "speaker",
            "attorney",
            "envoy",
            "detective",
            "inspector",
            "officer",
            "analyst",
            "economist",
            "comrade",
            "herr",
            "monsieur",
            "madame",
            "mme",
            "hon",
            "counselor",
            "councillor",
            "councilman",
            "deputy",
            "vice",
            "ex",
            "former",
            "then",
            "marshal",
            "field-marshal",
            "msgr",
            "crown",
            "interim",
            "acting",
            "ceo",
            "leader",
            "mp",
            "msp",
            "tsar",
            "founder",
            "saint");

    /** What stands in titles of more than one word, after the first and beside the fields of government. */
    private static final Set<String> OF_TITLES =
            Set.of("of", "for", "the", "-", "elect", "in", "executive", "home-office", "us", "u.s.", "uk");

    private static final Set<String> ABBREVIATED_TITLES = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "adm.", "col.", "lt.", "maj.",
            "capt.", "sgt.", "cmdr.", "brig.", "rev.", "cpl.", "hon.", "mr", "mrs", "ms", "dr");

    private static final int LONGEST_ABBREVIATED_TITLE =
            ABBREVIATED_TITLES.stream().mapToInt(String::length).max().orElse(0);

    /** Family names that stand before the given name in Chinese, Korean and Vietnamese use. */
    private static final Set<String> FAMILY_NAME_FIRST = Set.of(
            "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu",
            "guo", "he", "lin", "gao", "luo", "zheng", "liang", "xie", "tang", "song", "deng", "han", "feng", "cao",
            "peng", "zeng", "xiao", "tian", "dong", "pan", "yuan", "cai", "jiang", "yu", "du", "ye", "cheng", "wei",
            "su", "lu", "ding", "ren", "yao", "shen", "cui", "tan", "fan", "jin", "shi", "liao", "jia", "xia", "fu",
            "bai", "zou", "meng", "xiong", "qin", "qiu", "hou", "jian", "xue", "yan", "lei", "long", "tao", "mao",
            "gong", "kong", "wan", "xi", "hua", "chai", "bo", "wen", "qian", "ban", "cho", "choi", "chung", "hong",
            "hwang", "jang", "jeong", "jo", "kang", "kim", "kwon", "lee", "lim", "moon", "oh", "park", "roh", "ryu",
            "shin", "yoon", "ri", "pak", "nguyen", "tran", "le", "pham", "hoang", "phan", "vu", "vo", "dang", "bui",
            "do", "ngo", "duong", "ly", "tsai", "chiang", "hsieh", "chu", "lai", "ko");

    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "qc", "kc");

    /** Short forms of given names and the long one. */
    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("joe", "joseph"),
            Map.entry("bill", "william"),
            Map.entry("will", "william"),
            Map.entry("bob", "robert"),
            Map.entry("rob", "robert"),
            Map.entry("jim", "james"),
            Map.entry("mike", "michael"),
            Map.entry("tony", "anthony"),
            Map.entry("antony", "anthony"),
            Map.entry("dave", "david"),
            Map.entry("dick", "richard"),
            Map.entry("tom", "thomas"),
            Map.entry("steve", "stephen"),
            Map.entry("steven", "stephen"),
            Map.entry("ted", "edward"),
            Map.entry("ben", "benjamin"),
            Map.entry("dan", "daniel"),
            Map.entry("ron", "ronald"),
            Map.entry("chris", "christopher"),
            Map.entry("matt", "matthew"),
            Map.entry("andy", "andrew"),
            Map.entry("jeff", "jeffrey"),
            Map.entry("liz", "elizabeth"),
            Map.entry("kate", "katherine"),
            Map.entry("nick", "nicholas"),
            Map.entry("ken", "kenneth"),
            Map.entry("alex", "alexander"),
            Map.entry("sam", "samuel"),
            Map.entry("chuck", "charles"),
            Map.entry("don", "donald"),
            Map.entry("greg", "gregory"),
            Map.entry("tim", "timothy"),
            Map.entry("pete", "peter"),
            Map.entry("larry", "lawrence"),
            Map.entry("jerry", "gerald"),
            Map.entry("vlad", "vladimir"));

    private final List<String> parts;

    private PersonName(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    static PersonName of(List<String> words) {
        List<String> parts = new ArrayList<>();
        for (String word : words) {
            String folded = fold(word);
            boolean sign = folded.isEmpty() || !Character.isLetter(folded.charAt(0));
            boolean aside = !parts.isEmpty() && (folded.length() == 1 || SUFFIXES.contains(folded));
            if (!sign && !aside) {
                parts.add(folded);
            }
        }
        return new PersonName(parts);
    }

    /** The name of a span without titles and roles before it and a possessive after it; may be empty. */
    static Name bare(Name name) {
        int begin = name.begin();
        int end = name.end();
        for (int i = name.begin(); i < name.end() - 1; i++) {
            String folded = fold(name.words().get(i - name.begin()));
            boolean title = TITLES.contains(folded);
            boolean more = i == begin && i > name.begin() && isOfTitle(folded);
            if (title && isTitleSoFar(name, i)) {
                begin = i + 1;
            } else if (more) {
                begin = i + 1;
            }
        }
        while (end > begin && isTrailing(name.words().get(end - 1 - name.begin()))) {
            end--;
        }
        return name.between(begin, end);
    }

    /** Whether all before an index could belong to a title, or ends in an abbreviated rank that shows it was one. */
    private static boolean isTitleSoFar(Name name, int index) {
        String word = name.words().get(index - name.begin());
        if (word.endsWith(".")) {
            return true;
        }
        return name.words().subList(0, index - name.begin()).stream()
                .map(PersonName::fold)
                .allMatch(part -> TITLES.contains(part) || isOfTitle(part));
    }

    private static boolean isOfTitle(String word) {
        return OF_TITLES.contains(word) || Portfolios.contains(word);
    }

    private static boolean isTrailing(String word) {
        return word.equals("'s") || word.equals("’s") || word.equals("'") || word.equals("’") || word.equals(",");
    }

    /** Whether a word is a title that only stands before a name. */
    static boolean isAbbreviatedTitle(String word) {
        return word.length() <= LONGEST_ABBREVIATED_TITLE
                && Character.isUpperCase(word.charAt(0))
                && ABBREVIATED_TITLES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a word is known as a family name that stands before the given name. */
    static boolean isFamilyNameFirst(String word) {
        return FAMILY_NAME_FIRST.contains(fold(word));
    }

    /** Words that are titles or roles before a name, in lower case. */
    static Set<String> titles() {
        return TITLES;
    }

    /** Lower case, without diacritics, full stops and apostrophes' variants. */
    static String fold(String text) {
        String plain = isAscii(text)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return plain.toLowerCase(Locale.ROOT)
                .replace(".", "")
                .replace('’', '\'')
                .strip();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return parts.size();
    }

    String first() {
        return parts.getFirst();
    }

    String last() {
        return parts.getLast();
    }

    Set<String> distinctParts() {
        return Set.copyOf(parts);
    }

    /** Whether two names of at least two parts can be forms of one: Joe and Joseph R. Biden, Lula da Silva and Luiz Inácio Lula da Silva. */
    boolean isFormOf(PersonName other) {
        if (parts.equals(other.parts)) {
            return true;
        }
        PersonName shorter = size() <= other.size() ? this : other;
        PersonName longer = shorter == this ? other : this;
        if (longer.parts.containsAll(shorter.parts) && longer.last().equals(shorter.last())) {
            return true;
        }
        return last().equals(other.last()) && formal(first()).equals(formal(other.first()));
    }

    private static String formal(String given) {
        return SHORT_FORMS.getOrDefault(given, given);
    }
}

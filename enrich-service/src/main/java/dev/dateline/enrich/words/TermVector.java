package dev.dateline.enrich.words;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What an article is about, as weighted words and tags: a sparse vector of length one. Weights are whole numbers, so that
 * sums do not depend on the order of their parts.
 *
 * @param terms hashes of the terms, ascending
 * @param weights their weights times {@link #UNIT}, 1 to UNIT
 */
public record TermVector(int[] terms, short[] weights) {

    /** The length of a vector. */
    public static final int UNIT = 1 << 12;

    /** The strongest terms that are kept. */
    public static final int TERMS = 64;

    private static final int TITLE_COUNTS = 2;

    /** News tells what happened first; further down stands what happened before. */
    private static final int BODY_READ = 2000;

    private static final double TAG_WEIGHT = 2.0;

    /**
     * The vector of an article: the words of the title and of the beginning of the body by TF-IDF, (1 + ln tf) times the
     * weight of the {@link Background}, and its tags.
     *
     * @param tags ids of the people, organisations and countries of the article
     */
    public static TermVector of(String title, String body, Collection<String> tags) {
        String read = body.length() <= BODY_READ ? body : body.substring(0, BODY_READ);
        // Some feeds open the body with the headline.
        read = read.startsWith(title) ? read.substring(title.length()) : read;
        Map<String, Integer> counts = new HashMap<>();
        count(title, TITLE_COUNTS, counts);
        count(read, 1, counts);
        Background background = Background.standard();
        Map<Integer, Double> weights = new HashMap<>();
        counts.forEach((stem, times) ->
                weights.merge(hash(stem), (1 + StrictMath.log(times)) * background.weight(stem), Math::max));
        tags.forEach(tag -> weights.merge(hash("#" + tag), TAG_WEIGHT, Math::max));
        return normalized(weights);
    }

    private static void count(String text, int times, Map<String, Integer> counts) {
        for (String word : Words.of(text)) {
            if (!Stems.isEmpty(word)) {
                counts.merge(Stems.stem(word), times, Integer::sum);
            }
        }
    }

    private static int hash(String term) {
        return (int) Hashing.komihash5_0().hashCharsToLong(term);
    }

    private static TermVector normalized(Map<Integer, Double> weights) {
        List<Map.Entry<Integer, Double>> strongest = new ArrayList<>(weights.entrySet());
        strongest.sort(
                Map.Entry.<Integer, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        strongest = strongest.subList(0, Math.min(TERMS, strongest.size()));
        double squares = 0;
        for (Map.Entry<Integer, Double> term : strongest) {
            squares += term.getValue() * term.getValue();
        }
        double scale = squares == 0 ? 0 : UNIT / Math.sqrt(squares);
        List<Map.Entry<Integer, Double>> ordered = strongest.stream()
                .filter(term -> Math.round(term.getValue() * scale) > 0)
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        int[] terms = new int[ordered.size()];
        short[] values = new short[ordered.size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = ordered.get(i).getKey();
            values[i] = (short) Math.round(ordered.get(i).getValue() * scale);
        }
        return new TermVector(terms, values);
    }

    /** The numbers of the strongest terms, strongest first, at most as many as given. */
    public int[] strongest(int limit) {
        return IntStream.range(0, terms.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -weights[i]).thenComparing(i -> i))
                .limit(limit)
                .mapToInt(i -> i)
                .toArray();
    }
}

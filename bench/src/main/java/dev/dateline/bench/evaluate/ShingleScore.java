package dev.dateline.bench.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The measure of the article extraction benchmark (scrapinghub/article-extraction-benchmark, evaluate.py): bags of runs of four
 * words. Precision is averaged over the texts in which something was found, recall over those in which there is something, and F1 is the
 * harmonic mean of both averages.
 */
final class ShingleScore {

    private static final int WORDS = 4;

    /** Python's {@code \w+}: letters and numbers of any script, and the underscore. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private double precisions;
    private int found;
    private double recalls;
    private int wanted;

    /**
     * One text's score.
     *
     * @param precision the share of what was found that is wanted, 0..1; NaN where nothing was found
     * @param recall the share of what is wanted that was found, 0..1; NaN where nothing is wanted
     */
    record One(double precision, double recall) {

        /** The harmonic mean; 0 where either is missing or both are 0. */
        double f1() {
            return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        }
    }

    One add(String gold, String read) {
        Map<List<String>, Integer> goldBag = bag(gold);
        Map<List<String>, Integer> readBag = bag(read);
        int both = 0;
        for (Map.Entry<List<String>, Integer> entry : readBag.entrySet()) {
            both += Math.min(entry.getValue(), goldBag.getOrDefault(entry.getKey(), 0));
        }
        int readSize = size(readBag);
        int goldSize = size(goldBag);
        One one = new One(
                readSize == 0 ? Double.NaN : (double) both / readSize,
                goldSize == 0 ? Double.NaN : (double) both / goldSize);
        if (readSize > 0) {
            precisions += one.precision();
            found++;
        }
        if (goldSize > 0) {
            recalls += one.recall();
            wanted++;
        }
        return one;
    }

    double precision() {
        return found == 0 ? 0 : precisions / found;
    }

    double recall() {
        return wanted == 0 ? 0 : recalls / wanted;
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    int texts() {
        return Math.max(found, wanted);
    }

    static Map<List<String>, Integer> bag(String text) {
        List<String> words =
                WORD.matcher(text).results().map(MatchResult::group).toList();
        Map<List<String>, Integer> bag = new HashMap<>();
        for (int i = 0; i < Math.max(1, words.size() - WORDS + 1); i++) {
            List<String> shingle =
                    new ArrayList<>(words.subList(Math.min(i, words.size()), Math.min(i + WORDS, words.size())));
            if (!shingle.isEmpty()) {
                bag.merge(shingle, 1, Integer::sum);
            }
        }
        return bag;
    }

    private static int size(Map<List<String>, Integer> bag) {
        return bag.values().stream().mapToInt(Integer::intValue).sum();
    }
}

package dev.dateline.analysis.entities;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names in a sentence. Safe for use by many threads.
 *
 * <p>What the features of a word alone add up to is kept for the words of late, so that in most cases only the features that join
 * words are computed.
 */
public final class NameTagger {

    /** The binary logarithm of the number of words kept, in pairs; at some 400 bytes each they take 26 MB at most. */
    private static final int CACHE_BITS = 16;

    private static final int LABELS = Labels.COUNT;

    private static final int[] DISTANCES = {-2, -1, 1, 2};

    /** How much less than learned speaks against a name: the sets to learn from have fewer names than news, organisations above all. */
    private static final float BOLDNESS = 0.5f;

    /** What the model's probability means, measured: the log-odds are stretched and shifted by these. */
    private static final double CALIBRATION_SLOPE = 0.5;

    private static final double CALIBRATION_SHIFT = 0.0;

    private static final double LEAST = 1e-6;

    /** The contexts of running text; sums for the others are not kept. */
    private static final int KEPT_CONTEXTS = 2;

    /** Where in a word's sums those as a neighbour begin, after those for itself. */
    private static final int NEIGHBOUR = 2 * KEPT_CONTEXTS;

    /** A word of late with the sums of its rows: by context for itself, then by distance and capital as a neighbour; even and odd. */
    private record Cached(String word, WordFacts facts, long[] sums) {}

    private final NameModel model;
    private final NameFeatures features;

    /**
     * By the word's hash, two places side by side: a new word takes the first, and what was there the second. The entries are immutable, so a
     * race costs a lookup at most.
     */
    private final @Nullable Cached[] cache = new Cached[1 << CACHE_BITS];

    private final Cached start;
    private final Cached end;
    private final int wordFeatures;
    private final int neighbourFeatures;

    /** A tagger with a model that was trained on these features. */
    public NameTagger(NameModel model, NameFeatures features) {
        this.model = model;
        this.features = features;
        FeatureList list = new FeatureList();
        features.word(features.start(), 0, list);
        this.wordFeatures = list.size();
        for (int distance : DISTANCES) {
            features.neighbour(features.start(), distance, false, list);
        }
        this.neighbourFeatures = list.size() - wordFeatures;
        this.start = cached(features.start(), list);
        this.end = cached(features.end(), list);
    }

    /** The tagger that ships with this module, loaded once per JVM. */
    public static NameTagger standard() {
        return Standard.TAGGER;
    }

    /** The names in a sentence given as its words, in order, without overlap. */
    public List<Span> tag(List<String> words) {
        return words.isEmpty()
                ? List.of()
                : tag(words, Lettering.of(words), organisations().matches(words));
    }

    /** The organisations that the tagger's features know. */
    KnownOrganisations organisations() {
        return features.organisations();
    }

    /** Tags a sentence of which it is known how it uses capitals and what {@link KnownOrganisations#matches} gives. */
    List<Span> tag(List<String> words, Lettering lettering, int[] organisationLengths) {
        Lattice lattice = new Lattice(scores(words, lettering, organisationLengths), model.transitions());
        int[] labels = lattice.best();
        List<Span> spans = new ArrayList<>();
        for (int begin = 0; begin < labels.length; begin++) {
            if (!Labels.isFirst(labels[begin])) {
                continue;
            }
            EntityType type = Labels.type(labels[begin]);
            int end = begin + 1;
            while (end < labels.length && labels[end] == Labels.further(type)) {
                end++;
            }
            if (spans.isEmpty()) {
                lattice.sum(end);
            }
            spans.add(new Span(type, begin, end, calibrated(lattice.span(type, begin, end))));
        }
        return spans;
    }

    /** The share of names of this probability that is right on held-back sets (Platt 1999); the model by itself is too sure. */
    private static double calibrated(double probability) {
        double bounded = Math.clamp(probability, LEAST, 1 - LEAST);
        double logOdds = StrictMath.log(bounded / (1 - bounded));
        return 1 / (1 + StrictMath.exp(-CALIBRATION_SLOPE * logOdds - CALIBRATION_SHIFT));
    }

    private float[] scores(List<String> words, Lettering lettering, int[] organisationLengths) {
        int n = words.size();
        Cached[] cached = new Cached[n + 4];
        WordFacts[] facts = new WordFacts[n + 4];
        cached[0] = cached[1] = start;
        cached[n + 2] = cached[n + 3] = end;
        facts[0] = facts[1] = start.facts;
        facts[n + 2] = facts[n + 3] = end.facts;
        FeatureList list = new FeatureList();
        for (int i = 0; i < n; i++) {
            cached[i + 2] = cached(words.get(i), list);
            facts[i + 2] = cached[i + 2].facts;
        }
        int style = lettering.ordinal();
        int[] known = NameFeatures.known(organisationLengths);
        int[] phrases = features.phrases(facts);
        float[] scores = new float[n * LABELS];
        for (int i = 0; i < n; i++) {
            list.clear();
            int context = NameFeatures.context(style, i);
            if (NameFeatures.isNearCapital(facts, i + 2)) {
                features.joint(facts, i + 2, i == 0, known[i], phrases, list);
            }
            long even = 0;
            long odd = 0;
            if (context < KEPT_CONTEXTS) {
                even = cached[i + 2].sums[2 * context];
                odd = cached[i + 2].sums[2 * context + 1];
            } else {
                features.word(facts[i + 2], context, list);
            }
            int capital = facts[i + 2].hasCapital() ? 1 : 0;
            for (int d = 0; d < DISTANCES.length; d++) {
                long[] sums = cached[i + 2 + DISTANCES[d]].sums;
                even += sums[NEIGHBOUR + 4 * d + 2 * capital];
                odd += sums[NEIGHBOUR + 4 * d + 2 * capital + 1];
            }
            int count = list.size();
            for (int f = 0; f < count; f++) {
                int hash = list.get(f);
                even += model.even(hash);
                odd += model.odd(hash);
            }
            int all = count + neighbourFeatures + (context < KEPT_CONTEXTS ? wordFeatures : 0);
            model.scores(even, odd, all, scores, i * LABELS);
            scores[i * LABELS + Labels.OUTSIDE] -= BOLDNESS;
        }
        return scores;
    }

    private Cached cached(String word, FeatureList list) {
        int hash = word.hashCode() * 0x9E3779B1;
        int slot = hash >>> (Integer.SIZE - CACHE_BITS) & ~1;
        Cached first = cache[slot];
        if (first != null && first.word.equals(word)) {
            return first;
        }
        Cached second = cache[slot + 1];
        if (second != null && second.word.equals(word)) {
            return second;
        }
        Cached entry = cached(features.facts(word), list);
        cache[slot] = entry;
        cache[slot + 1] = first;
        return entry;
    }

    private Cached cached(WordFacts facts, FeatureList list) {
        long[] sums = new long[NEIGHBOUR + 4 * DISTANCES.length];
        for (int context = 0; context < KEPT_CONTEXTS; context++) {
            list.clear();
            features.word(facts, context, list);
            sum(list, sums, 2 * context);
        }
        for (int d = 0; d < DISTANCES.length; d++) {
            for (int capital = 0; capital < 2; capital++) {
                list.clear();
                // The distance is seen from the word in the middle: what stands two before it is at -2.
                features.neighbour(facts, DISTANCES[d], capital == 1, list);
                sum(list, sums, NEIGHBOUR + 4 * d + 2 * capital);
            }
        }
        return new Cached(facts.word, facts, sums);
    }

    private void sum(FeatureList list, long[] into, int at) {
        for (int f = 0; f < list.size(); f++) {
            into[at] += model.even(list.get(f));
            into[at + 1] += model.odd(list.get(f));
        }
    }

    /** Defers loading to the first use. */
    private static final class Standard {
        private static final NameTagger TAGGER = load();

        private static NameTagger load() {
            try (InputStream stream = TableFile.open("names.model")) {
                return new NameTagger(NameModel.read(stream), NameFeatures.standard());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.dateline.bench.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A clustering against the true one: B-cubed (Bagga and Baldwin 1998, as in Amigo et al. 2009) and by pairs. */
final class Clustering {

    private final List<String> gold = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    void add(String goldCluster, String foundCluster) {
        gold.add(goldCluster);
        found.add(foundCluster);
    }

    /** All that was found in one cluster is in another from now on. */
    void absorb(String absorbed, String into) {
        found.replaceAll(cluster -> cluster.equals(absorbed) ? into : cluster);
    }

    private record Sums(double precision, double recall, double pairs, double goldPairs, double foundPairs) {}

    private Sums sums() {
        Map<String, Integer> golds = new HashMap<>();
        Map<String, Integer> founds = new HashMap<>();
        Map<List<String>, Integer> both = new HashMap<>();
        for (int i = 0; i < gold.size(); i++) {
            golds.merge(gold.get(i), 1, Integer::sum);
            founds.merge(found.get(i), 1, Integer::sum);
            both.merge(List.of(gold.get(i), found.get(i)), 1, Integer::sum);
        }
        double precision = 0;
        double recall = 0;
        double pairs = 0;
        for (Map.Entry<List<String>, Integer> cell : both.entrySet()) {
            double n = cell.getValue();
            precision += n * n / founds.getOrDefault(cell.getKey().get(1), 1);
            recall += n * n / golds.getOrDefault(cell.getKey().get(0), 1);
            pairs += pairs(n);
        }
        int articles = Math.max(1, gold.size());
        return new Sums(
                precision / articles,
                recall / articles,
                pairs,
                golds.values().stream().mapToDouble(Clustering::pairs).sum(),
                founds.values().stream().mapToDouble(Clustering::pairs).sum());
    }

    private static double pairs(double n) {
        return n * (n - 1) / 2;
    }

    double bcubedF1() {
        Sums sums = sums();
        return harmonic(sums.precision(), sums.recall());
    }

    private static double pairwiseF1(Sums sums) {
        double both = sums.goldPairs() + sums.foundPairs();
        return both == 0 ? 0 : 2 * sums.pairs() / both;
    }

    private static double harmonic(double a, double b) {
        return a + b == 0 ? 0 : 2 * a * b / (a + b);
    }

    static String header(String name) {
        return String.format(
                Locale.ROOT,
                "%-16s %9s %9s %9s %9s %9s %9s %9s",
                name,
                "articles",
                "stories",
                "found",
                "precision",
                "recall",
                "b-cubed",
                "pairwise");
    }

    String row(String name) {
        Sums sums = sums();
        return String.format(
                Locale.ROOT,
                "%-16s %9d %9d %9d %9.4f %9.4f %9.4f %9.4f",
                name,
                gold.size(),
                gold.stream().distinct().count(),
                found.stream().distinct().count(),
                sums.precision(),
                sums.recall(),
                bcubedF1(),
                pairwiseF1(sums));
    }

    /** The figures as members of a JSON object. */
    String json() {
        Sums sums = sums();
        return String.format(
                Locale.ROOT,
                "\"articles\":%d,\"bcubed_f1\":%.4f,\"bcubed_precision\":%.4f,\"bcubed_recall\":%.4f,\"pairwise_f1\":%.4f",
                gold.size(),
                bcubedF1(),
                sums.precision(),
                sums.recall(),
                pairwiseF1(sums));
    }
}

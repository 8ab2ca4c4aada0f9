package dev.dateline.bench.speed;

import dev.dateline.analysis.text.Document;
import dev.dateline.bench.conll.MarkedArticles;
import dev.dateline.bench.conll.MarkedText;
import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How many tokens a second names are found in, from raw text, on one thread, and how well: Dateline and, where the Maven profile {@code peers} put
 * it on the class path, CoreNLP's tagger of three classes and OpenNLP on the same texts. Tokens are Dateline's for all.
 */
final class NamesBenchmark implements Benchmark {

    private static final Path DEFAULT = Path.of("../shared/data/en_worldwide");
    private static final Path TRAINING = Path.of("../shared/data/ner");
    private static final int ROUNDS = 5;
    private static final long SHORTEST_ROUND = 1_500_000_000L;
    private static final int MOST_TEXTS = 150;

    @Override
    public String name() {
        return "names";
    }

    @Override
    public String description() {
        return "names in raw text: tokens a second on one thread and F1, beside CoreNLP and OpenNLP (profile peers)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Path path = arguments.isEmpty() ? DEFAULT : Path.of(arguments.getFirst());
        if (!Files.exists(path)) {
            throw new FileNotFoundException(path + " is not there; name a file or folder of articles with their names");
        }
        List<MarkedText> all = MarkedArticles.texts(path);
        List<MarkedText> texts = all.subList(0, Math.min(MOST_TEXTS, all.size()));
        long tokens = texts.stream()
                .flatMap(text -> Document.of("", text.text()).sentences().stream())
                .mapToLong(sentence -> sentence.tokens().size())
                .sum();
        List<NameReading> readings = new ArrayList<>(List.of(new OurNames()));
        CoreNlpNames.find().ifPresent(readings::add);
        openNlp(out).ifPresent(readings::add);
        out.printf("%d texts, %d tokens, one thread%n", texts.size(), tokens);
        out.printf("%-16s %12s %9s %9s %9s%n", "", "tokens/s", "precision", "recall", "f1");
        double[] speeds = new double[readings.size()];
        double[] scores = new double[readings.size()];
        for (int i = 0; i < speeds.length; i++) {
            scores[i] = f1(readings.get(i), texts, out);
        }
        double[][] rounds = new double[speeds.length][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < speeds.length; i++) {
                rounds[i][round] = tokens * passesPerSecond(readings.get(i), texts);
            }
        }
        StringBuilder json = new StringBuilder("{\"tokens\":" + tokens);
        for (int i = 0; i < speeds.length; i++) {
            Arrays.sort(rounds[i]);
            speeds[i] = rounds[i][ROUNDS / 2];
            String name = readings.get(i).name();
            out.printf(
                    Locale.ROOT,
                    "%-16s %12.0f  (%.0f to %.0f)%n",
                    name,
                    speeds[i],
                    rounds[i][0],
                    rounds[i][ROUNDS - 1]);
            json.append(String.format(
                    Locale.ROOT, ",\"%s\":{\"tokens_per_second\":%.0f,\"f1\":%.4f}", name, speeds[i], scores[i]));
        }
        for (int i = 1; i < speeds.length; i++) {
            String ratio = ",\"times_%s\":%.1f";
            json.append(String.format(Locale.ROOT, ratio, readings.get(i).name(), speeds[0] / speeds[i]));
        }
        if (speeds.length == 1) {
            out.println("no other tagger is on the class path: build with the profile peers to measure beside them");
        }
        out.println(json.append('}'));
    }

    /** OpenNLP, learning from the sets that our own model learned from; its reader is compiled by the profile alone. */
    private static Optional<NameReading> openNlp(PrintStream out) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName("dev.dateline.bench.speed.OpenNlpNames");
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        if (!Files.isDirectory(TRAINING)) {
            out.println("OpenNLP is left out: the sets that it would learn from are not in " + TRAINING);
            return Optional.empty();
        }
        out.println("OpenNLP learns from " + TRAINING + ", which takes some minutes ...");
        return Optional.of(
                (NameReading) type.getDeclaredMethod("trained", Path.class).invoke(null, TRAINING));
    }

    /** Also warms it up. */
    private static double f1(NameReading reading, List<MarkedText> texts, PrintStream out) throws Exception {
        int right = 0;
        int given = 0;
        int wanted = 0;
        for (MarkedText text : texts) {
            Set<MarkedText.Stretch> found = new HashSet<>(reading.read(text.text()));
            given += found.size();
            wanted += text.names().size();
            found.retainAll(text.names());
            right += found.size();
        }
        double f1 = 2.0 * right / Math.max(1, given + wanted);
        out.printf(
                Locale.ROOT,
                "%-16s %12s %9.4f %9.4f %9.4f%n",
                reading.name(),
                "",
                (double) right / Math.max(1, given),
                (double) right / Math.max(1, wanted),
                f1);
        return f1;
    }

    /** Reads all texts again and again for a while. */
    private static double passesPerSecond(NameReading reading, List<MarkedText> texts) throws Exception {
        long begin = System.nanoTime();
        int passes = 0;
        long names = 0;
        do {
            for (MarkedText text : texts) {
                names += reading.read(text.text()).size();
            }
            passes++;
        } while (System.nanoTime() - begin < SHORTEST_ROUND);
        if (names == 0) {
            throw new IllegalStateException(reading.name() + " finds no names");
        }
        return passes * 1e9 / (System.nanoTime() - begin);
    }
}

package dev.dateline.bench.train;

import dev.dateline.analysis.entities.NameFeatures;
import dev.dateline.analysis.entities.NameModel;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedSentence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Trains the tagger of names from a folder of CoNLL files and writes the model: {@code TrainNames FOLDER MODEL}. */
public final class TrainNames {

    /**
     * The sets and how often each is read: those that people marked by hand weigh more than the machine-made one. The
     * sets that measure the result are not among them.
     */
    private static final List<Source> SOURCES = List.of(
            new Source("wikigold.conll", 3),
            new Source("ewt.dev.conll", 3),
            new Source("crossner_politics.train.conll", 2),
            new Source("crossner_politics.dev.conll", 2),
            new Source("btc.all.conll", 1),
            new Source("wnut17.train.conll", 1),
            new Source("wnut17.dev.conll", 1),
            new Source("gmb.agree2.train.conll", 1));

    private static final int EPOCHS = Integer.getInteger("epochs", 8);
    private static final float RATE = Float.parseFloat(System.getProperty("rate", "0.1"));
    private static final float DECAY = Float.parseFloat(System.getProperty("decay", "1e-4"));

    private record Source(String file, int times) {}

    private TrainNames() {}

    /** Trains; the arguments are the folder and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path model = Path.of(arguments[1]);
        long start = System.nanoTime();
        List<MarkedSentence> sentences = new ArrayList<>();
        for (Source source : SOURCES) {
            List<MarkedSentence> read = ConllFile.read(folder.resolve(source.file()));
            for (int i = 0; i < source.times(); i++) {
                sentences.addAll(read);
            }
        }
        NameModel trained = new NameTrainer(NameFeatures.standard(), EPOCHS, RATE, DECAY).train(sentences);
        try (OutputStream out = Files.newOutputStream(model)) {
            trained.write(out);
        }
        System.out.printf(
                "%d sentences, %d s, %s: %d bytes%n",
                sentences.size(), Duration.ofNanos(System.nanoTime() - start).toSeconds(), model, Files.size(model));
    }
}

package dev.dateline.bench.train;

import dev.dateline.analysis.entities.NameFeatures;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.NameModel;
import dev.dateline.analysis.entities.NameTagger;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Trains the tagger of names from a folder of CoNLL files and writes the model: {@code TrainNames FOLDER MODEL}. It learns twice: first from the sets
 * alone; then with news that nobody marked in place of the set that a machine marked, with the names that this first model and the tagger of
 * NLP4J agree on (see {@link UnmarkedNews}). So it needs NLP4J, which the Maven profile {@code teacher} puts on the class path.
 */
public final class TrainNames {

    /**
     * The sets and how often each is read: those that people marked by hand weigh more than the machine-made one. The
     * sets that measure the result are not among them.
     */
    static final List<Source> SOURCES = List.of(
            new Source("wikigold.conll", 3, true),
            new Source("ewt.dev.conll", 3, true),
            new Source("crossner_politics.train.conll", 2, true),
            new Source("crossner_politics.dev.conll", 2, true),
            new Source("btc.all.conll", 1, true),
            new Source("wnut17.train.conll", 1, true),
            new Source("wnut17.dev.conll", 1, true),
            new Source("gmb.agree2.train.conll", 1, false));

    /** News whose names were marked by a machine: the third vote beside those of two taggers. */
    private static final String MACHINE_MARKED = "gmb.clean.train.conll";

    /** Articles without names. */
    private static final String UNMARKED = "../wikinews/all.jsonl";

    private static final int EPOCHS = 5;
    private static final float RATE = 0.05f;

    /**
     * A set to learn from.
     *
     * @param byHand whether people marked it, so that it can measure too
     */
    record Source(String file, int times, boolean byHand) {}

    /** Chooses documents, by their number in their set. */
    interface Choice {
        boolean takes(Source source, int document);
    }

    /** Every so many sentences one is also learned as a headline, its words with capitals, for no set has headlines. */
    private static final int HEADLINE_EVERY = 12;

    /** Every so many sentences one is also learned in capitals alone. */
    private static final int CAPITALS_EVERY = 16;

    private static final int SHORT_WORD = 4;

    private TrainNames() {}

    /** A sentence as a headline would have it: other letters, and no full stop. */
    private static MarkedSentence asHeadline(MarkedSentence sentence, UnaryOperator<String> lettering) {
        int length = sentence.words().size();
        boolean fullStop = length > 1 && sentence.words().getLast().equals(".");
        List<String> words = sentence.words().subList(0, fullStop ? length - 1 : length).stream()
                .map(lettering)
                .toList();
        List<MarkedSpan> names = sentence.names().stream()
                .filter(name -> name.end() <= words.size())
                .toList();
        return MarkedSentence.of(words, names);
    }

    private static String capitalised(String word) {
        return word.length() < SHORT_WORD ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** The sentences that the model learns from, each as often as it is read. */
    public static List<MarkedSentence> sentences(Path folder) throws IOException {
        return sentences(folder, (source, document) -> true);
    }

    /** Those of the sentences whose document is chosen. */
    static List<MarkedSentence> sentences(Path folder, Choice choice) throws IOException {
        List<MarkedSentence> sentences = new ArrayList<>();
        for (Source source : SOURCES) {
            List<MarkedSentence> read = new ArrayList<>();
            List<MarkedDocument> documents = ConllFile.documents(folder.resolve(source.file()));
            for (int i = 0; i < documents.size(); i++) {
                if (choice.takes(source, i)) {
                    read.addAll(documents.get(i).sentences());
                }
            }
            for (int i = 0; i < source.times(); i++) {
                sentences.addAll(read);
            }
        }
        return sentences;
    }

    /** Learns from the documents chosen, then again with the news that it and another tagger can mark. */
    static NameModel train(Path folder, Choice choice, OtherTagger other) throws IOException {
        NameModel first = train(sentences(folder, choice));
        UnmarkedNews news = new UnmarkedNews(NameFinder.of(new NameTagger(first, NameFeatures.standard())), other);
        List<MarkedSentence> sentences = new ArrayList<>(
                sentences(folder, (source, document) -> source.byHand() && choice.takes(source, document)));
        sentences.addAll(news.byMajority(ConllFile.documents(folder.resolve(MACHINE_MARKED))));
        sentences.addAll(news.byAgreement(UnmarkedNews.articles(folder.resolve(UNMARKED))));
        return train(sentences);
    }

    /**
     * The other tagger; what reads it is compiled by a profile alone.
     *
     * @throws IllegalStateException if the profile was not active
     */
    static OtherTagger otherTagger() {
        try {
            return (OtherTagger) Class.forName("dev.dateline.bench.train.Nlp4jTagger")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("NLP4J is not on the class path: build with the Maven profile teacher", e);
        }
    }

    /** Learns from sentences, some of them once more with the letters of headlines. */
    static NameModel train(List<MarkedSentence> sentences) {
        List<MarkedSentence> all = new ArrayList<>(sentences);
        for (int i = 0; i < sentences.size(); i += HEADLINE_EVERY) {
            all.add(asHeadline(sentences.get(i), TrainNames::capitalised));
        }
        for (int i = 0; i < sentences.size(); i += CAPITALS_EVERY) {
            all.add(asHeadline(sentences.get(i), word -> word.toUpperCase(Locale.ROOT)));
        }
        return new NameTrainer(NameFeatures.standard(), EPOCHS, RATE).train(all);
    }

    /** Trains; the arguments are the folder and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path model = Path.of(arguments[1]);
        long start = System.nanoTime();
        NameModel trained = train(folder, (source, document) -> true, otherTagger());
        try (OutputStream out = Files.newOutputStream(model)) {
            trained.write(out);
        }
        System.out.printf(
                "%d s, %s: %d bytes%n",
                Duration.ofNanos(System.nanoTime() - start).toSeconds(), model, Files.size(model));
    }
}

package dev.dateline.bench.speed;

import dev.dateline.analysis.Analyzer;
import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointRivalry;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Signal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a whole analysis of a 600-token article costs with 200 flashpoints defined, as a ratio to its cost with 20. The 180
 * further ones have as many phrases as those that ship, once with places and actors of their own, and once (the worst
 * case) as mere copies, so that an article that names one names ten.
 */
final class AnalysisBenchmark implements Benchmark {

    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int TOKENS = 600;
    private static final int ARTICLES = 10;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;

    private static final List<String> SENTENCES = List.of(
            "Foreign ministers of eleven countries met in Geneva on Tuesday to talk about trade, grain and the price of fuel.",
            "Chinese warships passed through the Taiwan Strait while officials in Taipei called for calm.",
            "The company said quarterly profit rose by a tenth as customers in Germany and France bought more machines.",
            "Russian drones struck a power station near Kharkiv, and Ukrainian troops held two villages to the east.",
            "The striker scored twice in the second half, and the visitors never recovered before a crowd of forty thousand.",
            "Doctors at the hospital in Nairobi said the new vaccine had cut the number of patients by half since March.",
            "An Israeli air strike hit a building in Gaza City, hours after Hamas had sent its answer to the mediators.",
            "The mayor promised to repair the bridge, which has been closed since the flood of last autumn.",
            "Iran rejected limits on uranium enrichment, and tankers waited outside the Strait of Hormuz for a second week.",
            "Her third novel tells of a family that keeps a lighthouse, and critics in London praised it without reserve.",
            "The central bank left interest rates where they were, but two of its members wanted to raise them at once.",
            "Rebels in eastern Congo took another town, and thousands fled along the lake towards Goma.",
            "Students marched to parliament with drums and paper lanterns to protest against higher fees.",
            "Scientists at the university measured how fast the glacier loses ice, and found that the pace had doubled.",
            "The court heard that the defendant had moved money through nine accounts before his arrest in Lisbon.",
            "A typhoon gathered strength over the sea, and ferries between the islands were cancelled until Friday.");

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public String description() {
        return "whole analysis of a 600-token article with 200 flashpoints, as a ratio to 20; a folder of texts may be given";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws IOException {
        List<RawArticle> articles = arguments.isEmpty() ? written() : read(Path.of(arguments.getFirst()));
        List<FlashpointDefinition> few = FlashpointFiles.standard().subList(0, FEW);
        long start = System.nanoTime();
        FlashpointTagger others = FlashpointTagger.of(more(few, true));
        double building = (System.nanoTime() - start) / 1e6;
        List<Analyzer> analyzers = List.of(
                Analyzer.of(FlashpointTagger.of(few)),
                Analyzer.of(others),
                Analyzer.of(FlashpointTagger.of(more(few, false))));
        double[][] times = new double[analyzers.size()][ROUNDS];
        long tags = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            // Side by side in every round, so that what else the machine does meets all of them alike.
            for (int i = 0; i < analyzers.size(); i++) {
                long begin = System.nanoTime();
                for (RawArticle article : articles) {
                    tags += analyzers.get(i).analyze(article).flashpoints().size();
                }
                if (round >= 0) {
                    times[i][round] = (System.nanoTime() - begin) / 1e3 / articles.size();
                }
            }
        }
        double base = median(times[0]);
        double apart = median(times[1]);
        double copies = median(times[2]);
        out.printf(Locale.ROOT, "%d articles, %d tags set in all rounds%n", articles.size(), tags);
        out.printf(Locale.ROOT, "%-44s %12s %8s%n", "flashpoints defined", "us/article", "ratio");
        out.printf(Locale.ROOT, "%-44s %12.0f %8.2f%n", FEW, base, 1.0);
        out.printf(Locale.ROOT, "%-44s %12.0f %8.2f%n", MANY + ", with names of their own", apart, apart / base);
        out.printf(Locale.ROOT, "%-44s %12.0f %8.2f%n", MANY + ", ten copies of each", copies, copies / base);
        out.printf(Locale.ROOT, "a tagger of %d definitions is made in %.0f ms, cold%n", MANY, building);
        out.printf(
                Locale.ROOT,
                "{\"ratio\":%.4f,\"ratio_copies\":%.4f,\"build_ms\":%.1f}%n",
                apart / base,
                copies / base,
                building);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The definitions and as many further ones as make the number full. */
    private static List<FlashpointDefinition> more(List<FlashpointDefinition> few, boolean ownNames) {
        List<FlashpointDefinition> all = new ArrayList<>(few);
        for (int copy = 1; all.size() < MANY; copy++) {
            for (FlashpointDefinition one : few) {
                FlashpointDefinition.Builder builder = FlashpointDefinition.newBuilder(one)
                        .setId(one.getId() + "-" + copy)
                        .setName(one.getName() + " " + copy);
                if (ownNames) {
                    // Codes of no country, as the further ones would be of countries that an article rarely names.
                    builder.setPlaces(renamed(one.getPlaces(), copy))
                            .setActors(renamed(one.getActors(), copy))
                            .setParties(List.of("X" + copy))
                            .setRivals(List.of(new FlashpointRivalry("X" + copy, "Y" + copy, 1.0)));
                }
                all.add(builder.build());
            }
        }
        return all.subList(0, MANY);
    }

    private static List<FlashpointTerm> renamed(List<FlashpointTerm> terms, int copy) {
        return terms.stream()
                .map(term -> new FlashpointTerm(term.getText() + " of Region " + copy, term.getWeight()))
                .toList();
    }

    /** Articles of our own sentences, shuffled the same way in every run. */
    static List<RawArticle> written() {
        List<RawArticle> articles = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder body = new StringBuilder();
            int tokens = 0;
            while (tokens < TOKENS) {
                String sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
                body.append(sentence).append(random.nextInt(3) == 0 ? "\n\n" : " ");
                tokens += sentence.split(" ").length + 1;
            }
            String title = SENTENCES.get(random.nextInt(SENTENCES.size()));
            articles.add(article(title.substring(0, title.indexOf(' ', title.length() / 2)), body.toString()));
        }
        return articles;
    }

    private static List<RawArticle> read(Path folder) throws IOException {
        List<RawArticle> articles = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile).sorted().limit(ARTICLES).toList()) {
                String[] parts = Files.readString(file).split("\n\n", 2);
                articles.add(article(parts.length > 1 ? parts[0] : "", parts[parts.length - 1]));
            }
        }
        if (articles.isEmpty()) {
            throw new IOException("No file below " + folder);
        }
        return articles;
    }

    private static RawArticle article(String title, String body) {
        return RawArticle.newBuilder()
                .setId("1")
                .setFeed("bench")
                .setTitle(title)
                .setBody(body)
                .setContentType("text/plain")
                .setAuthors(List.of())
                .setPublished(new Publication(null, Instant.EPOCH, DateConfidence.INGEST))
                .setReceived(Instant.EPOCH)
                .setLane(Lane.LIVE)
                .setSignal(Signal.NEW)
                .setContentHash("0")
                .build();
    }
}

package dev.dateline.bench.evaluate;

import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.analysis.flashpoints.FlashpointTagger;
import dev.dateline.analysis.places.GeographyReader;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.schemas.Tag;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The flashpoints that articles are about against those that people set ({@code labels.flashpoints}). A flashpoint that
 * people say is mentioned in passing ({@code labels.mentions}) counts neither as right nor as wrong. The calibration error is
 * that of the confidence of the same answers.
 */
public final class FlashpointsSuite implements Suite {

    @Override
    public String name() {
        return "flashpoints";
    }

    @Override
    public String defaultSet() {
        return "flashpoints";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        FlashpointTagger tagger = FlashpointTagger.of(FlashpointFiles.standard());
        Counts clear = new Counts();
        Counts all = new Counts();
        Map<String, Counts> byFlashpoint = new TreeMap<>();
        Calibration calibration = new Calibration();
        for (LabelledArticle article : LabelledArticle.read(path)) {
            List<Tag> countries =
                    GeographyReader.standard().read(article.document()).countries();
            List<Tag> tags = tagger.tag(article.document(), countries).stream()
                    .filter(tag -> tag.getAbout().orElse(false))
                    .toList();
            List<String> about = tags.stream().map(Tag::getId).toList();
            boolean isClear = article.node().path("confidence").asText("").equals("clear");
            List<String> expected = article.labels("flashpoints");
            List<String> tolerated = article.labels("mentions");
            for (Tag tag : tags) {
                String id = tag.getId();
                if (tolerated.contains(id)) {
                    continue;
                }
                calibration.add(tag.getConfidence(), expected.contains(id));
                for (Counts counts : concerned(byFlashpoint, id, all, isClear ? clear : all)) {
                    if (expected.contains(id)) {
                        counts.right();
                    } else {
                        counts.wrong();
                    }
                }
            }
            for (String id : expected) {
                if (!about.contains(id)) {
                    concerned(byFlashpoint, id, all, isClear ? clear : all).forEach(Counts::missed);
                }
            }
        }
        out.println(Counts.header("flashpoint"));
        byFlashpoint.forEach((id, counts) -> out.println(counts.row(id)));
        out.println(clear.row("clear items"));
        out.println(all.row("all items"));
        out.println(calibration.table("about"));
        out.printf(
                Locale.ROOT,
                "{\"clear\":%s,\"all\":%s,\"calibration_error\":%.4f}%n",
                json(clear),
                json(all),
                calibration.error());
    }

    /** The counts that an answer goes into, each once. */
    private static List<Counts> concerned(Map<String, Counts> byFlashpoint, String id, Counts all, Counts clearOrAll) {
        Counts one = byFlashpoint.computeIfAbsent(id, key -> new Counts());
        return all == clearOrAll ? List.of(one, all) : List.of(one, all, clearOrAll);
    }

    private static String json(Counts counts) {
        return String.format(Locale.ROOT, "{\"precision\":%.4f,\"recall\":%.4f}", counts.precision(), counts.recall());
    }
}

package dev.dateline.bench.evaluate;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.Span;
import dev.dateline.bench.calibrate.Calibration;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How names found compare with names marked: strict spans by type, and whether confidences hold. Not safe for use by several threads. */
public final class NameScores {

    private final Map<EntityType, Counts> counts = new EnumMap<>(EntityType.class);
    private final Map<EntityType, Calibration> calibrations = new EnumMap<>(EntityType.class);
    private final Counts all = new Counts();
    private final Calibration calibration = new Calibration();

    /** Reads a document and adds what is found. */
    public void add(NameFinder finder, MarkedDocument document) {
        List<List<Span>> spans = finder.spans(
                document.sentences().stream().map(MarkedSentence::tokens).toList());
        for (int i = 0; i < spans.size(); i++) {
            add(document.sentences().get(i), spans.get(i));
        }
    }

    private void add(MarkedSentence sentence, List<Span> spans) {
        Map<MarkedSpan, Double> found = found(sentence, spans);
        found.forEach((span, confidence) -> {
            boolean right = sentence.names().contains(span);
            calibration.add(confidence, right);
            calibrations.computeIfAbsent(span.type(), key -> new Calibration()).add(confidence, right);
        });
        for (EntityType type : EntityType.values()) {
            Set<MarkedSpan> given = ofType(type, found.keySet());
            Set<MarkedSpan> wanted = ofType(type, sentence.names());
            int givenCount = given.size();
            given.retainAll(wanted);
            counts.computeIfAbsent(type, key -> new Counts()).add(given.size(), givenCount, wanted.size());
            all.add(given.size(), givenCount, wanted.size());
        }
    }

    private static Map<MarkedSpan, Double> found(MarkedSentence sentence, List<Span> spans) {
        Map<MarkedSpan, Double> found = new LinkedHashMap<>();
        for (Span span : spans) {
            sentence.inWords(span.type(), span.begin(), span.end())
                    .ifPresent(marked -> found.merge(marked, span.confidence(), Math::max));
        }
        return found;
    }

    private static Set<MarkedSpan> ofType(EntityType type, Iterable<MarkedSpan> spans) {
        Set<MarkedSpan> chosen = new HashSet<>();
        spans.forEach(span -> {
            if (span.type() == type) {
                chosen.add(span);
            }
        });
        return chosen;
    }

    /** Precision, recall and F1 by type and of all. */
    public String table() {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%-5s %9s %9s %9s %9s", "", "precision", "recall", "f1", "names"));
        counts.forEach((type, count) -> table.append(row(type.code(), count)));
        return table.append(row("all", all)).toString();
    }

    private static String row(String name, Counts count) {
        return String.format(
                Locale.ROOT,
                "%n%-5s %9.4f %9.4f %9.4f %9d",
                name,
                count.precision(),
                count.recall(),
                count.f1(),
                count.wanted());
    }

    /** Confidence against the share of right names, by type and of all. */
    String calibrations() {
        StringBuilder tables = new StringBuilder();
        calibrations.forEach(
                (type, one) -> tables.append(one.table(type.code())).append(System.lineSeparator()));
        return tables.append(calibration.table("names")).toString();
    }

    /** All figures as one JSON object. */
    String json(int documents) {
        StringBuilder json = new StringBuilder("{");
        for (EntityType type : EntityType.values()) {
            String code = type.code().toLowerCase(Locale.ROOT);
            json.append(String.format(
                    Locale.ROOT,
                    "\"%s\":%.4f,\"%s_calibration_error\":%.4f,",
                    code,
                    counts.getOrDefault(type, new Counts()).f1(),
                    code,
                    calibrations.getOrDefault(type, new Calibration()).error()));
        }
        return json.append(String.format(
                        Locale.ROOT,
                        "\"f1\":%.4f,\"precision\":%.4f,\"recall\":%.4f,\"calibration_error\":%.4f,\"documents\":%d,\"names\":%d}",
                        all.f1(),
                        all.precision(),
                        all.recall(),
                        calibration.error(),
                        documents,
                        all.wanted()))
                .toString();
    }
}

package dev.dateline.bench.evaluate;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.entities.NameTagger;
import dev.dateline.bench.conll.ConllFile;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Strict-span F1 of people, organisations and places on CoNLL files: right is only the very same words and type. */
public final class NerSuite implements Suite {

    @Override
    public String name() {
        return "ner";
    }

    @Override
    public String defaultSet() {
        return "ner/ewt.test.conll";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        List<MarkedSentence> sentences = ConllFile.read(path);
        NameTagger tagger = NameTagger.standard();
        Map<EntityType, Counts> counts = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            counts.put(type, new Counts());
        }
        Counts all = new Counts();
        for (MarkedSentence sentence : sentences) {
            Set<MarkedSpan> found = new HashSet<>();
            tagger.tag(sentence.tokens())
                    .forEach(span -> sentence.inWords(span.type(), span.begin(), span.end())
                            .ifPresent(found::add));
            for (EntityType type : EntityType.values()) {
                Set<MarkedSpan> given = ofType(type, found);
                Set<MarkedSpan> wanted = ofType(type, sentence.names());
                int givenCount = given.size();
                given.retainAll(wanted);
                counts.getOrDefault(type, all).add(given.size(), givenCount, wanted.size());
                all.add(given.size(), givenCount, wanted.size());
            }
        }
        out.printf("%-5s %9s %9s %9s %9s%n", "", "precision", "recall", "f1", "names");
        counts.forEach((type, count) -> print(out, type.code(), count));
        print(out, "all", all);
        out.printf(
                Locale.ROOT,
                "{\"per\":%.4f,\"org\":%.4f,\"loc\":%.4f,\"f1\":%.4f}%n",
                counts.getOrDefault(EntityType.PERSON, all).f1(),
                counts.getOrDefault(EntityType.ORGANISATION, all).f1(),
                counts.getOrDefault(EntityType.LOCATION, all).f1(),
                all.f1());
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

    private static void print(PrintStream out, String name, Counts counts) {
        out.printf(
                Locale.ROOT,
                "%-5s %9.4f %9.4f %9.4f %9d%n",
                name,
                counts.precision(),
                counts.recall(),
                counts.f1(),
                counts.wanted());
    }
}

package dev.dateline.analysis.entities;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the names in a sentence. Safe for use by many threads. */
public final class NameTagger {

    private final NameModel model;
    private final NameFeatures features;

    /** A tagger with a model that was trained on these features. */
    public NameTagger(NameModel model, NameFeatures features) {
        this.model = model;
        this.features = features;
    }

    /** The tagger that ships with this module, loaded once per JVM. */
    public static NameTagger standard() {
        return Standard.TAGGER;
    }

    /** The names in a sentence given as its words, in order, without overlap. */
    public List<Span> tag(List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        Lattice lattice = new Lattice(model.emissions(features.hashes(words)), model.transitions());
        int[] labels = lattice.best();
        List<Span> spans = new ArrayList<>();
        for (int begin = 0; begin < labels.length; begin++) {
            if (!Labels.isFirst(labels[begin])) {
                continue;
            }
            if (spans.isEmpty()) {
                lattice.sum();
            }
            EntityType type = Labels.type(labels[begin]);
            int end = begin + 1;
            while (end < labels.length && labels[end] == Labels.further(type)) {
                end++;
            }
            spans.add(new Span(type, begin, end, lattice.span(type, begin, end)));
        }
        return spans;
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

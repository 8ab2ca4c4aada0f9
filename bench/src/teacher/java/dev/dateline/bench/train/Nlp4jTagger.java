package dev.dateline.bench.train;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.bench.conll.MarkedSpan;
import edu.emory.mathcs.nlp.component.template.node.NLPNode;
import edu.emory.mathcs.nlp.decode.NLPDecoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tagger of names of NLP4J with the model for English that its makers publish under the Apache licence. It marks 18 classes in the manner of
 * OntoNotes, where an article and a possessive may be part of a name.
 */
final class Nlp4jTagger implements OtherTagger {

    private static final String LEXICA = "edu/emory/mathcs/nlp/lexica/en-";
    private static final String MODELS = "edu/emory/mathcs/nlp/models/en-";

    private static final String CONFIGURATION = "<configuration><tsv><column index=\"0\" field=\"form\"/></tsv><lexica>"
            + lexicon("ambiguity_classes", "word_form_simplified_lowercase", "ambiguity-classes-simplified-lowercase")
            + lexicon("word_clusters", "word_form_simplified_lowercase", "brown-clusters-simplified-lowercase")
            + lexicon("named_entity_gazetteers", "word_form_simplified", "named-entity-gazetteers-simplified")
            + lexicon("word_embeddings", "word_form_undigitalized", "word-embeddings-undigitalized")
            + "</lexica><models><pos>" + MODELS + "pos.xz</pos><ner>" + MODELS
            + "ner.xz</ner></models></configuration>";

    private static final Set<String> ARTICLES = Set.of("the", "The", "a", "A", "an", "An");
    private static final Set<String> POSSESSIVES = Set.of("'s", "’s", "'");

    private final NLPDecoder decoder =
            new NLPDecoder(new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));

    private static String lexicon(String element, String field, String file) {
        return "<" + element + " field=\"" + field + "\">" + LEXICA + file + ".xz</" + element + ">";
    }

    @Override
    public Set<MarkedSpan> names(List<String> words) {
        NLPNode[] nodes = new NLPNode[words.size() + 1];
        nodes[0] = new NLPNode().toRoot();
        for (int i = 1; i < nodes.length; i++) {
            nodes[i] = new NLPNode(i, words.get(i - 1));
        }
        decoder.decode(nodes);
        Set<MarkedSpan> names = new HashSet<>();
        int begin = 0;
        while (begin < words.size()) {
            String name = classOf(nodes[begin + 1].getNamedEntityTag());
            int from = begin;
            int to = begin + 1;
            while (to < words.size() && continues(nodes[to + 1].getNamedEntityTag(), name)) {
                to++;
            }
            int end = to;
            type(name).flatMap(type -> bare(type, from, end, words)).ifPresent(names::add);
            begin = to;
        }
        return names;
    }

    /** Whether a tag continues a name of a class: BILOU, as in B-ORG I-ORG L-ORG. */
    private static boolean continues(String tag, String name) {
        return tag != null
                && (tag.startsWith("I-") || tag.startsWith("L-"))
                && classOf(tag).equals(name);
    }

    private static String classOf(String tag) {
        return tag == null || tag.length() < 3 ? "" : tag.substring(2);
    }

    private static Optional<EntityType> type(String name) {
        return switch (name) {
            case "PERSON" -> Optional.of(EntityType.PERSON);
            case "ORG" -> Optional.of(EntityType.ORGANISATION);
            case "GPE", "LOC", "FAC" -> Optional.of(EntityType.LOCATION);
            default -> Optional.empty();
        };
    }

    private static Optional<MarkedSpan> bare(EntityType type, int begin, int end, List<String> words) {
        int from = begin;
        int to = end;
        while (from < to && ARTICLES.contains(words.get(from))) {
            from++;
        }
        while (from < to && POSSESSIVES.contains(words.get(to - 1))) {
            to--;
        }
        return from < to ? Optional.of(new MarkedSpan(type, from, to)) : Optional.empty();
    }
}

package dev.dateline.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.Span;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Token;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * News that no person marked, with the names that taggers agree on: taggers of different make and training seldom share an error (Zhou and Li
 * 2005, tri-training).
 */
final class UnmarkedNews {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final NameFinder own;
    private final OtherTagger other;

    UnmarkedNews(NameFinder own, OtherTagger other) {
        this.own = own;
        this.other = other;
    }

    /** Sentences with the names that two see of three: the labels that the documents come with, our tagger and the other one. */
    List<MarkedSentence> byMajority(List<MarkedDocument> documents) {
        return judged(documents, (labels, ours, theirs) -> Optional.of(majority(labels, ours, theirs)));
    }

    /** Only the sentences in which our tagger and the other one see the very same names. */
    List<MarkedSentence> byAgreement(List<MarkedDocument> documents) {
        return judged(documents, (labels, ours, theirs) -> theirs.equals(ours) ? Optional.of(ours) : Optional.empty());
    }

    /** Tells the names of a sentence from what three see in it; empty where the sentence is not to be learned from. */
    private interface Judge {
        Optional<Set<MarkedSpan>> names(Set<MarkedSpan> labels, Set<MarkedSpan> ours, Set<MarkedSpan> theirs);
    }

    private List<MarkedSentence> judged(List<MarkedDocument> documents, Judge judge) {
        List<MarkedSentence> sentences = new ArrayList<>();
        for (MarkedDocument document : documents) {
            List<Set<MarkedSpan>> ours = ours(document);
            for (int i = 0; i < ours.size(); i++) {
                MarkedSentence sentence = document.sentences().get(i);
                judge.names(Set.copyOf(sentence.names()), ours.get(i), other.names(sentence.words()))
                        .ifPresent(names -> sentences.add(marked(sentence, names)));
            }
        }
        return sentences;
    }

    private List<Set<MarkedSpan>> ours(MarkedDocument document) {
        List<List<Span>> spans = own.spans(
                document.sentences().stream().map(MarkedSentence::tokens).toList());
        List<Set<MarkedSpan>> ours = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Set<MarkedSpan> names = new HashSet<>();
            for (Span span : spans.get(i)) {
                document.sentences()
                        .get(i)
                        .inWords(span.type(), span.begin(), span.end())
                        .ifPresent(names::add);
            }
            ours.add(names);
        }
        return ours;
    }

    /** What is in two of three sets; names of one set do not overlap, so neither do these. */
    static Set<MarkedSpan> majority(Set<MarkedSpan> a, Set<MarkedSpan> b, Set<MarkedSpan> c) {
        Set<MarkedSpan> names = new HashSet<>();
        a.stream().filter(name -> b.contains(name) || c.contains(name)).forEach(names::add);
        b.stream().filter(c::contains).forEach(names::add);
        return names;
    }

    private static MarkedSentence marked(MarkedSentence sentence, Set<MarkedSpan> names) {
        List<MarkedSpan> inOrder = names.stream()
                .sorted(Comparator.comparingInt(MarkedSpan::begin))
                .toList();
        return new MarkedSentence(sentence.words(), inOrder, sentence.tokens(), sentence.firstToken());
    }

    /**
     * Articles of a file of JSON lines with {@code title} and {@code text}, without names.
     *
     * @throws IOException if it cannot be read or a line is no such article
     */
    static List<MarkedDocument> articles(Path file) throws IOException {
        List<MarkedDocument> documents = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            JsonNode article = MAPPER.readTree(line);
            if (!article.path("title").isTextual() || !article.path("text").isTextual()) {
                throw new IOException(file + ": an article needs title and text");
            }
            Document document = Document.of(
                    article.path("title").asText(), article.path("text").asText());
            documents.add(new MarkedDocument(document.sentences().stream()
                    .map(sentence -> MarkedSentence.of(
                            sentence.tokens().stream().map(Token::text).toList(), List.of()))
                    .toList()));
        }
        return documents;
    }
}

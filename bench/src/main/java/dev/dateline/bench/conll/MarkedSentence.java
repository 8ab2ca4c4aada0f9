package dev.dateline.bench.conll;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.text.Token;
import dev.dateline.analysis.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sentence with its names, cut into words by somebody else and into tokens by us.
 *
 * @param words the words of the file
 * @param names the names, in order, counted in words
 * @param tokens our tokens; each lies within one word
 * @param firstToken the index of each word's first token, and after them the number of tokens
 */
public record MarkedSentence(
        List<String> words, List<MarkedSpan> names, List<String> tokens, List<Integer> firstToken) {

    /** Copies the lists. */
    public MarkedSentence {
        words = List.copyOf(words);
        names = List.copyOf(names);
        tokens = List.copyOf(tokens);
        firstToken = List.copyOf(firstToken);
    }

    /** A sentence of words, which are cut further as the analysis cuts running text. */
    public static MarkedSentence of(List<String> words, List<MarkedSpan> names) {
        List<String> tokens = new ArrayList<>();
        List<Integer> firstToken = new ArrayList<>();
        for (String word : words) {
            firstToken.add(tokens.size());
            List<Token> cut = Tokenizer.tokens(word);
            if (cut.isEmpty()) {
                tokens.add(word);
            }
            cut.forEach(token -> tokens.add(token.text()));
        }
        firstToken.add(tokens.size());
        return new MarkedSentence(words, names, tokens, firstToken);
    }

    /** The words that a stretch of tokens covers from the first to the last token; empty if it cuts a word. */
    public Optional<MarkedSpan> inWords(EntityType type, int beginToken, int endToken) {
        int begin = firstToken.indexOf(beginToken);
        int end = firstToken.indexOf(endToken);
        return begin < 0 || end < 0 ? Optional.empty() : Optional.of(new MarkedSpan(type, begin, end));
    }

    /** Collects one sentence after another. */
    static final class Builder {

        private final List<String> words = new ArrayList<>();
        private final List<MarkedSpan> names = new ArrayList<>();
        private Optional<EntityType> open = Optional.empty();
        private int begin;

        void add(String word, Optional<EntityType> type, boolean begins) {
            if (open.isPresent() && (begins || !type.equals(open))) {
                close();
            }
            if (type.isPresent() && open.isEmpty()) {
                begin = words.size();
                open = type;
            }
            words.add(word);
        }

        private void close() {
            open.ifPresent(type -> names.add(new MarkedSpan(type, begin, words.size())));
            open = Optional.empty();
        }

        void finishInto(List<MarkedSentence> sentences) {
            close();
            if (!words.isEmpty()) {
                sentences.add(of(words, names));
            }
            words.clear();
            names.clear();
        }
    }
}

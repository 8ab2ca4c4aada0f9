package dev.dateline.bench.speed;

import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.analysis.entities.Span;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.analysis.text.Token;
import dev.dateline.bench.conll.MarkedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dateline: text to sentences, tokens and names, with the context of the document. */
final class OurNames implements NameReading {

    private final NameFinder finder = NameFinder.standard();

    @Override
    public String name() {
        return "dateline";
    }

    @Override
    public Set<MarkedText.Stretch> read(String text) {
        Document document = Document.of("", text);
        List<List<String>> words = new ArrayList<>(document.sentences().size());
        for (Sentence sentence : document.sentences()) {
            List<String> tokens = new ArrayList<>(sentence.tokens().size());
            for (Token token : sentence.tokens()) {
                tokens.add(token.text());
            }
            words.add(tokens);
        }
        List<List<Span>> spans = finder.spans(words);
        Set<MarkedText.Stretch> names = new HashSet<>();
        for (int s = 0; s < spans.size(); s++) {
            List<Token> tokens = document.sentences().get(s).tokens();
            for (Span span : spans.get(s)) {
                names.add(new MarkedText.Stretch(
                        span.type(),
                        tokens.get(span.begin()).begin(),
                        tokens.get(span.end() - 1).end()));
            }
        }
        return names;
    }
}

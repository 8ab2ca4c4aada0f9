package dev.dateline.analysis.topics;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.analysis.phrases.PhraseTrie;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The topics and the words that speak for them, from the table beside this class.
 *
 * @param topics all topics, each broader one before its narrower ones
 * @param signals the words; of several topics where they speak for several
 */
record TopicTable(List<Topic> topics, PhraseTrie<Signal> signals) {

    /**
     * A word that speaks for a topic.
     *
     * @param topic index of the topic
     * @param term number of the word, the same for its plural
     * @param weight how strongly it speaks
     */
    record Signal(int topic, int term, double weight) {}

    private static final String TOPIC = "medtop:";

    static TopicTable load() {
        List<Topic> topics = new ArrayList<>();
        PhraseTrie.Builder<Signal> signals = PhraseTrie.builder();
        Set<String> seen = new HashSet<>();
        int terms = 0;
        for (String line : Lines.of(TopicTable.class, "topics.txt")) {
            if (line.startsWith(TOPIC)) {
                topics.add(topic(line));
                seen.clear();
                continue;
            }
            int colon = line.indexOf(':');
            double weight = Double.parseDouble(line.substring(0, colon).strip());
            for (String term : Lines.items(line.substring(colon + 1))) {
                Signal signal = new Signal(topics.size() - 1, terms++, weight);
                for (String form : forms(term)) {
                    if (seen.add(form)) {
                        signals.add(form, signal);
                    }
                }
            }
        }
        return new TopicTable(List.copyOf(topics), signals.build());
    }

    private static Topic topic(String line) {
        String[] columns = line.split("\\|", -1);
        String id = columns[0].strip();
        String broader = columns[2].strip();
        return new Topic(id, columns[1].strip(), broader.isEmpty() ? id : broader);
    }

    /** The word and, of a lower-case one, its plural. */
    private static List<String> forms(String term) {
        String lastWord = term.substring(term.lastIndexOf(' ') + 1);
        boolean plural = Character.isLowerCase(lastWord.charAt(0)) && !lastWord.endsWith("s");
        return plural ? List.of(term, term + "s") : List.of(term);
    }
}

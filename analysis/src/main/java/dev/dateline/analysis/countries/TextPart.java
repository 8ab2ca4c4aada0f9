package dev.dateline.analysis.countries;

import dev.dateline.analysis.text.Dateline;
import dev.dateline.analysis.text.Document;
import dev.dateline.analysis.text.Sentence;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;

/** Where in an article a mention stands, with what it weighs beside others. */
public enum TextPart {
    TITLE(3),
    DATELINE(2),
    LEAD(2),
    BODY(1);

    /** Sentences of the body that belong to the lead. */
    static final int LEAD_SENTENCES = 2;

    private final double weight;

    TextPart(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }

    /** The part that a mention stands in. */
    public static TextPart of(Document document, Mention mention) {
        if (mention.getField() == Field.TITLE) {
            return TITLE;
        }
        int datelineEnd = document.dateline().map(Dateline::end).orElse(0);
        if (mention.getEnd() <= datelineEnd) {
            return DATELINE;
        }
        int sentences = 0;
        for (Sentence sentence : document.sentences()) {
            if (sentence.field() == Field.BODY && sentence.end() > datelineEnd) {
                if (mention.getBegin() < sentence.end()) {
                    return LEAD;
                }
                if (++sentences == LEAD_SENTENCES) {
                    return BODY;
                }
            }
        }
        return BODY;
    }
}

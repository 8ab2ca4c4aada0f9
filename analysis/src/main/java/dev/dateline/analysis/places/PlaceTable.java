package dev.dateline.analysis.places;

import dev.dateline.analysis.entities.TableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All places by their key. The rows lie in one array of bytes, sorted by key as bytes, and are read when asked for: as
 * objects they would take more memory. Immutable.
 */
public final class PlaceTable {

    /** The table as it ships. */
    static final String TABLE = "places.tsv.gz";

    private static final int COLUMNS = 9;

    private final byte[] rows;
    private final int[] starts;
    private final Map<String, String> shortForms = new HashMap<>();
    private final Map<String, Place> regions = new HashMap<>();
    private final Map<String, String> otherNames = new HashMap<>();
    private final Map<String, String> englishNames = new HashMap<>();
    private final Map<String, Place> landscape = new HashMap<>();

    private PlaceTable(byte[] rows) {
        this.rows = rows;
        this.starts = starts(rows);
        for (String[] row : TableFile.rows(PlaceTable.class, "region-short-forms.tsv")) {
            shortForms.put(row[0], row[1]);
        }
        for (String[] row : TableFile.rows(PlaceTable.class, "other-names.tsv")) {
            otherNames.put(row[0], row[1]);
        }
        for (String[] row : TableFile.rows(PlaceTable.class, "english-names.tsv")) {
            englishNames.put(row[0], row[1]);
        }
        for (String[] row : TableFile.rows(PlaceTable.class, "landscape.tsv")) {
            addLandscape(row);
        }
        for (int start : starts) {
            if (isRegion(start)) {
                Place region = place(columns(start));
                regions.put(region.id(), region);
            }
        }
    }

    private void addLandscape(String[] row) {
        List<String> names = List.of(row[0].split(";"));
        String id = "place:" + PlaceKey.of(names.getFirst()).replace(' ', '-');
        Place place = new Place(
                id,
                names.getFirst(),
                Place.Kind.of(row[1].charAt(0)),
                row[2],
                "",
                Double.parseDouble(row[3]),
                Double.parseDouble(row[4]),
                0);
        names.forEach(name -> landscape.put(PlaceKey.of(name), place));
    }

    /** The table that ships with this module. */
    public static PlaceTable load() {
        try (InputStream in = TableFile.open(PlaceTable.class, TABLE)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 23);
            in.transferTo(bytes);
            return new PlaceTable(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] starts(byte[] rows) {
        int[] starts = new int[1024];
        int count = 0;
        int at = 0;
        while (at < rows.length) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = at;
            while (rows[at++] != '\n') {
                // to the end of the row
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** How many rows there are. */
    int size() {
        return starts.length;
    }

    /** The places of that name. */
    public List<Place> named(String name) {
        String key = PlaceKey.of(name);
        List<Place> places = withKey(key);
        String otherName = otherNames.get(key);
        if (otherName != null) {
            places.addAll(withKey(otherName));
        }
        Place region = shortForms.containsKey(name) ? regions.get(shortForms.get(name)) : null;
        if (region != null && places.stream().noneMatch(place -> place.id().equals(region.id()))) {
            places.add(region);
        }
        Place shape = landscape.get(key);
        if (shape != null && places.stream().noneMatch(place -> isRegionOf(place, shape.country()))) {
            places.add(shape);
        }
        return places;
    }

    private static boolean isRegionOf(Place place, String country) {
        return place.kind() == Place.Kind.REGION && place.country().equals(country);
    }

    private List<Place> withKey(String key) {
        List<Place> found = new ArrayList<>();
        if (key.isEmpty()) {
            return found;
        }
        byte[] wanted = (key + "\t").getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(starts[middle], wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < starts.length && compare(starts[i], wanted) == 0; i++) {
            found.add(place(columns(starts[i])));
        }
        return found;
    }

    /** Compares a row's beginning with bytes of the same number. */
    private int compare(int start, byte[] wanted) {
        int end = Math.min(rows.length, start + wanted.length);
        return Arrays.compareUnsigned(rows, start, end, wanted, 0, wanted.length);
    }

    /** The region that a short form such as Ill. or TX stands for behind a city. */
    Optional<Place> region(String shortForm) {
        return Optional.ofNullable(shortForms.get(shortForm)).map(regions::get);
    }

    /** The region with this id. */
    Optional<Place> regionById(String id) {
        return Optional.ofNullable(regions.get(id));
    }

    private boolean isRegion(int start) {
        int at = start;
        for (int tabs = 0; tabs < 3; at++) {
            tabs += rows[at] == '\t' ? 1 : 0;
        }
        return rows[at] == Place.Kind.REGION.letter();
    }

    private String[] columns(int start) {
        int end = start;
        while (rows[end] != '\n') {
            end++;
        }
        String[] columns = new String(rows, start, end - start, StandardCharsets.UTF_8).split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(TABLE + " has a row of " + columns.length + " columns");
        }
        return columns;
    }

    private Place place(String[] row) {
        return new Place(
                row[1],
                englishNames.getOrDefault(row[1], row[2]),
                Place.Kind.of(row[3].charAt(0)),
                row[4],
                row[5],
                Double.parseDouble(row[6]),
                Double.parseDouble(row[7]),
                Long.parseLong(row[8]));
    }
}

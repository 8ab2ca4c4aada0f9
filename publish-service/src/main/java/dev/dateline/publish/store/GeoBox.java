package dev.dateline.publish.store;

import dev.dateline.publish.store.ArticleFacts.WeighedTag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the map, its borders included, in degrees (WGS 84). One whose west is east of its east crosses the antimeridian.
 *
 * @param west -180 to 180
 * @param south -90 to 90
 * @param east -180 to 180
 * @param north -90 to 90, not less than south
 */
public record GeoBox(double west, double south, double east, double north) {

    /** The sizes of the squares by which places are looked up, in degrees, and how many of them a box is looked up by at most. */
    private static final List<Integer> CELL_SIZES = List.of(1, 10);

    private static final int MOST_CELLS = 128;

    /** Refuses what lies off the map. */
    public GeoBox {
        if (!within(west, 180) || !within(east, 180) || !within(south, 90) || !within(north, 90) || south > north) {
            throw new IllegalArgumentException("west and east are from -180 to 180, south and north from -90 to 90");
        }
    }

    private static boolean within(double degrees, double most) {
        return degrees >= -most && degrees <= most;
    }

    boolean crossesAntimeridian() {
        return west > east;
    }

    boolean holds(WeighedTag place) {
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        return latitude != null
                && longitude != null
                && latitude >= south
                && latitude <= north
                && (crossesAntimeridian()
                        ? longitude >= west || longitude <= east
                        : longitude >= west && longitude <= east);
    }

    /** The keys of the squares that a place lies in. */
    static List<String> cells(double latitude, double longitude) {
        return CELL_SIZES.stream()
                .map(size -> ArticleKey.cell(size, square(latitude, size), square(longitude, size)))
                .toList();
    }

    /** The keys of the squares that the box touches, of the smallest size that does with few; empty for a large part of the world. */
    Optional<Set<String>> cells() {
        for (int size : CELL_SIZES) {
            Set<String> cells = new LinkedHashSet<>();
            int lastColumn = square(crossesAntimeridian() ? east + 360 : east, size);
            int columns = lastColumn - square(west, size) + 1;
            int rows = square(north, size) - square(south, size) + 1;
            if (columns * rows > MOST_CELLS) {
                continue;
            }
            for (int row = square(south, size); row <= square(north, size); row++) {
                for (int column = square(west, size); column <= lastColumn; column++) {
                    cells.add(ArticleKey.cell(size, row, column > square(180, size) ? column - 360 / size : column));
                    if (column == square(180, size) && crossesAntimeridian()) {
                        // 180 and -180 are one meridian, and begin one column each.
                        cells.add(ArticleKey.cell(size, row, square(-180, size)));
                    }
                }
            }
            return Optional.of(cells);
        }
        return Optional.empty();
    }

    private static int square(double degrees, int size) {
        return (int) Math.floor(degrees / size);
    }
}

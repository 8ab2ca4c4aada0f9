package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.analysis.entities.TableFile;
import dev.dateline.analysis.places.PlaceTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few cities of the packages give the rows that the shipped table has for them. */
class BuildPlaceTableTest {

    @TempDir
    Path folder;

    /** Writes cities as the package does: coordinates as differences to the city before. */
    private static final class Cities {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long longitude;
        private long latitude;

        Cities add(
                long id,
                String name,
                String country,
                String feature,
                String region,
                long population,
                double cityLatitude,
                double cityLongitude) {
            ByteArrayOutputStream city = new ByteArrayOutputStream();
            long east = Math.round(cityLongitude * 1e5);
            long north = Math.round(cityLatitude * 1e5);
            number(city, 1, zigzag(id));
            text(city, 2, name);
            text(city, 3, country);
            text(city, 7, feature);
            text(city, 8, region);
            number(city, 9, population);
            number(city, 10, zigzag(east - longitude));
            number(city, 11, zigzag(north - latitude));
            longitude = east;
            latitude = north;
            varint(out, city.size());
            out.writeBytes(city.toByteArray());
            return this;
        }

        private static long zigzag(long value) {
            return (value << 1) ^ (value >> 63);
        }

        private static void number(ByteArrayOutputStream into, int field, long value) {
            varint(into, (long) field << 3);
            varint(into, value);
        }

        private static void text(ByteArrayOutputStream into, int field, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            varint(into, ((long) field << 3) | 2);
            varint(into, bytes.length);
            into.writeBytes(bytes);
        }

        private static void varint(ByteArrayOutputStream into, long value) {
            long rest = value;
            while (rest > 0x7F) {
                into.write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            into.write((int) rest);
        }
    }

    @Test
    void citiesGiveTheRowsThatTheShippedTableHasForThem() throws IOException {
        List<String> rows = built("one.gz");

        assertThat(shipped())
                .containsAll(rows.stream()
                        .filter(row -> row.contains("\t2660646\t") || row.contains("\t2988507\t"))
                        .toList());
        assertThat(rows).contains("geneve\t2660646\tGenève\tS\tCH\tGE\t46.202\t6.146\t183981");
    }

    @Test
    void aRegionLiesAtTheMeanOfItsCitiesAndIsCalledWithAndWithoutItsWord() throws IOException {
        assertThat(built("one.gz"))
                .contains(
                        "kyiv\tUA.13\tKyiv Oblast\tR\tUA\t13\t50.000\t31.000\t3000",
                        "kyiv oblast\tUA.13\tKyiv Oblast\tR\tUA\t13\t50.000\t31.000\t3000",
                        "fulton county\tUS.GA.121\tFulton County\tD\tUS\tGA\t33.749\t-84.388\t463878")
                .isSorted();
    }

    @Test
    void theSamePackagesGiveTheSameBytes() throws IOException {
        built("one.gz");
        built("two.gz");

        assertThat(folder.resolve("one.gz")).hasSameBinaryContentAs(folder.resolve("two.gz"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> BuildPlaceTable.main(new String[] {"no.pbf", "a", "b", "c", "d"}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CITIES.PBF is not there: no.pbf");
    }

    private List<String> built(String name) throws IOException {
        byte[] cities = new Cities()
                .add(2660646, "Genève", "CH", "PPLA", "GE", 183981, 46.20222, 6.14569)
                .add(2988507, "Paris", "FR", "PPLC", "11", 2138551, 48.85341, 2.3488)
                .add(1, "Bucha", "UA", "PPL", "13", 1000, 50.5, 30.5)
                .add(2, "Boryspil", "UA", "PPL", "13", 2000, 49.5, 31.5)
                .add(4180439, "Atlanta", "US", "PPLA", "GA", 463878, 33.749, -84.388)
                .out
                .toByteArray();
        Path pbf = Files.write(folder.resolve("cities.pbf"), cities);
        Path json = Files.writeString(folder.resolve("cities.json"), """
                [{"name":"Atlanta","country":"US","admin1":"GA","admin2":"121","lat":"33.749","lng":"-84.388"}]""");
        Path regions = Files.writeString(folder.resolve("admin1.json"), """
                [{"code":"UA.13","name":"Kyiv Oblast"},{"code":"XX.1","name":"Nowhere"}]""");
        Path counties = Files.writeString(folder.resolve("admin2.json"), """
                [{"code":"US.GA.121","name":"Fulton County"},{"code":"CH.GE.1","name":"Left out"}]""");
        Path table = folder.resolve(name);
        BuildPlaceTable.main(
                new String[] {pbf.toString(), json.toString(), regions.toString(), counties.toString(), table.toString()
                });
        try (InputStream in = new GZIPInputStream(Files.newInputStream(table))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> shipped() {
        return TableFile.rows(PlaceTable.class, "places.tsv.gz").stream()
                .map(row -> String.join("\t", row))
                .toList();
    }
}

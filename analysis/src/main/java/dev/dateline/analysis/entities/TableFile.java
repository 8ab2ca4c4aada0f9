package dev.dateline.analysis.entities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The tables that lie beside the classes: lines of columns with tabs between; a line that begins with # is a remark. */
final class TableFile {

    private TableFile() {}

    /** All rows of a table; a name that ends in .gz is unzipped. */
    static List<String[]> rows(String name) {
        try (InputStream stream = open(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a resource, unzipped if its name ends in .gz. */
    static InputStream open(String name) throws IOException {
        InputStream stream = TableFile.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        return name.endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
    }
}

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
public final class TableFile {

    private TableFile() {}

    /** All rows of a table of this package. */
    static List<String[]> rows(String name) {
        return rows(TableFile.class, name);
    }

    /**
     * All rows of a table; a name that ends in .gz is unzipped.
     *
     * @param beside a class of the package that the table lies in
     * @throws IllegalStateException if there is no such table
     */
    public static List<String[]> rows(Class<?> beside, String name) {
        try (InputStream stream = open(beside, name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a resource of this package. */
    static InputStream open(String name) throws IOException {
        return open(TableFile.class, name);
    }

    /**
     * The bytes of a resource, unzipped if its name ends in .gz.
     *
     * @param beside a class of the package that the resource lies in
     * @throws IllegalStateException if there is no such resource
     */
    public static InputStream open(Class<?> beside, String name) throws IOException {
        InputStream stream = beside.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        return name.endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
    }
}

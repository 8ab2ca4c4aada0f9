package dev.dateline.analysis.countries;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The tables beside this class: one row a line, columns with | between them, items with ; between them, # for remarks. */
final class Lines {

    private Lines() {}

    /** The rows of a table, each with at least the given number of columns; missing ones are empty. */
    static List<String[]> rows(String resource, int columns) {
        try (InputStream in = Lines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The table " + resource + " is missing from the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> padded(line.split("\\|", -1), columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + resource + " could not be read", e);
        }
    }

    /** The items of a column. */
    static List<String> items(String column) {
        return Arrays.stream(column.split(";"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String[] padded(String[] row, int columns) {
        String[] padded = Arrays.copyOf(row, Math.max(columns, row.length));
        for (int i = row.length; i < padded.length; i++) {
            padded[i] = "";
        }
        return padded;
    }
}

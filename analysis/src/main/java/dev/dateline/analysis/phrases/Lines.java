package dev.dateline.analysis.phrases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tables that ship as text: one row a line, columns with | between them, items with ; between them, # for remarks. */
public final class Lines {

    private Lines() {}

    /**
     * The lines of a table that are neither empty nor remarks.
     *
     * @param beside a class of the package that the table lies in
     * @throws IllegalStateException if there is no such table
     */
    public static List<String> of(Class<?> beside, String table) {
        try (InputStream in = beside.getResourceAsStream(table)) {
            if (in == null) {
                throw new IllegalStateException("The table " + table + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + table + " could not be read", e);
        }
    }

    /** The rows of a table, each with at least the given number of columns; missing ones are empty. */
    public static List<String[]> rows(Class<?> beside, String table, int columns) {
        return of(beside, table).stream()
                .map(line -> padded(line.split("\\|", -1), columns))
                .toList();
    }

    /** The items of a column. */
    public static List<String> items(String column) {
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

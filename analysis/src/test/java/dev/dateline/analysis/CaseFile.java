package dev.dateline.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A file of test cases that an editor can extend: one a line, columns with | between them, # for remarks. */
public final class CaseFile {

    private CaseFile() {}

    /** The cases, each with its columns as arguments. */
    public static Stream<Arguments> cases(Class<?> beside, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[])
                            Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new)));
        }
    }
}

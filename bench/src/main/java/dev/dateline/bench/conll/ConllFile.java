package dev.dateline.bench.conll;

import dev.dateline.analysis.entities.EntityType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads CoNLL files: a token and its tag a line, separated by white space, an empty line after each sentence. */
public final class ConllFile {

    private ConllFile() {}

    /**
     * Reads a file, or all files of a folder that end in {@code .conll}, in the order of their names.
     *
     * @throws IOException if a file cannot be read or a line has no tag
     */
    public static List<MarkedSentence> read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return readFile(path);
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(path)) {
            files = listed.filter(file -> file.toString().endsWith(".conll"))
                    .sorted()
                    .toList();
        }
        List<MarkedSentence> sentences = new ArrayList<>();
        for (Path file : files) {
            sentences.addAll(readFile(file));
        }
        return sentences;
    }

    private static List<MarkedSentence> readFile(Path file) throws IOException {
        List<MarkedSentence> sentences = new ArrayList<>();
        MarkedSentence.Builder sentence = new MarkedSentence.Builder();
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                sentence.finishInto(sentences);
                continue;
            }
            String[] columns = line.strip().split("\\s+");
            if (columns[0].equals("-DOCSTART-")) {
                continue;
            }
            if (columns.length < 2) {
                throw new IOException(file + ":" + number + ": no tag after the token");
            }
            String tag = columns[columns.length - 1];
            boolean begins = tag.startsWith("B-") || tag.startsWith("S-") || tag.startsWith("U-");
            Optional<EntityType> type =
                    tag.length() > 2 && tag.charAt(1) == '-' ? type(tag.substring(2)) : Optional.empty();
            sentence.add(columns[0], type, begins);
        }
        sentence.finishInto(sentences);
        return sentences;
    }

    /** The type that a name stands for in one of the sets; empty for what is none of the three. */
    static Optional<EntityType> type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "per", "person", "politician" -> Optional.of(EntityType.PERSON);
            case "org", "organisation", "organization", "politicalparty", "corporation", "group" ->
                Optional.of(EntityType.ORGANISATION);
            case "loc", "location", "country", "gpe", "geo-loc" -> Optional.of(EntityType.LOCATION);
            default -> Optional.empty();
        };
    }
}

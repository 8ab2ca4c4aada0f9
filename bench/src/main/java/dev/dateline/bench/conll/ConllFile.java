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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads CoNLL files: a token and its tag a line, the token first, the tag last, separated by tabs or spaces, an empty line after
 * each sentence. Tags are BIO (also as IOB1, BIOES or BILOU have it); types other than those of {@link EntityType} count as
 * outside. A line {@code -DOCSTART-} begins a new document; in a file without one nothing says which
 * sentences belong together, and each is a document.
 */
public final class ConllFile {

    /** The letters of tags that begin a name: single tokens begin and end one. */
    private static final String BEGINNINGS = "BSU";

    private static final Set<String> ENDINGS = Set.of("conll", "conllu", "bio", "iob", "iob2", "tsv", "txt");

    private ConllFile() {}

    /** All sentences of {@link #documents}. */
    public static List<MarkedSentence> read(Path path) throws IOException {
        return documents(path).stream()
                .flatMap(document -> document.sentences().stream())
                .toList();
    }

    /**
     * Reads a file, or in the order of their names all files of a folder that end in {@code .conll}, {@code .bio}, {@code .iob}, {@code .tsv}
     * or {@code .txt} but README.txt.
     *
     * @throws IOException if a file cannot be read, a line has no tag, or a folder has no such file
     */
    public static List<MarkedDocument> documents(Path path) throws IOException {
        List<MarkedDocument> documents = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            readFile(path, documents);
            return documents;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.walk(path)) {
            files = listed.filter(ConllFile::isConll).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(path + " has no CoNLL file");
        }
        for (Path file : files) {
            readFile(file, documents);
        }
        return documents;
    }

    private static boolean isConll(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && !name.startsWith("readme")
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static void readFile(Path file, List<MarkedDocument> documents) throws IOException {
        List<MarkedSentence> sentences = new ArrayList<>();
        MarkedSentence.Builder sentence = new MarkedSentence.Builder();
        boolean hasDocuments = false;
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank() || isRemark(line)) {
                sentence.finishInto(sentences);
                continue;
            }
            String[] columns = columns(line);
            if (columns[0].equals("-DOCSTART-")) {
                hasDocuments = true;
                sentence.finishInto(sentences);
                finish(sentences, documents);
                continue;
            }
            if (columns.length < 2) {
                throw new IOException(file + ":" + number + ": no tag after the token");
            }
            String tag = columns[columns.length - 1];
            boolean begins = BEGINNINGS.indexOf(tag.charAt(0)) >= 0;
            Optional<EntityType> type =
                    tag.length() > 2 && tag.charAt(1) == '-' ? type(tag.substring(2)) : Optional.empty();
            sentence.add(columns[0], type, begins);
        }
        sentence.finishInto(sentences);
        if (hasDocuments) {
            finish(sentences, documents);
        } else {
            sentences.forEach(alone -> documents.add(new MarkedDocument(List.of(alone))));
        }
    }

    private static void finish(List<MarkedSentence> sentences, List<MarkedDocument> documents) {
        if (!sentences.isEmpty()) {
            documents.add(new MarkedDocument(sentences));
            sentences.clear();
        }
    }

    /** A line of metadata as the Universal formats have it. */
    private static boolean isRemark(String line) {
        return line.startsWith("# ") && line.contains(" = ");
    }

    /** The columns between tabs; between spaces where there is no tab. */
    private static String[] columns(String line) {
        return line.strip().split(line.indexOf('\t') > 0 ? "\t" : "\\s+");
    }

    /** The type that a name stands for in one of the sets; empty for what is none of the three. */
    static Optional<EntityType> type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "per", "pers", "person", "politician" -> Optional.of(EntityType.PERSON);
            case "org", "organisation", "organization", "politicalparty", "corporation", "group" ->
                Optional.of(EntityType.ORGANISATION);
            case "loc", "location", "country", "gpe", "geo-loc" -> Optional.of(EntityType.LOCATION);
            default -> Optional.empty();
        };
    }
}

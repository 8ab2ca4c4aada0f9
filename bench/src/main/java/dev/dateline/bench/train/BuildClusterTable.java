package dev.dateline.bench.train;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Makes the table of word clusters that the analysis ships from the jar {@code edu.emory.mathcs.nlp:nlp4j-english:1.1.2}:
 * {@code BuildClusterTable JAR TABLE}. The jar gives each word the prefixes of its path; the longest is the path.
 */
public final class BuildClusterTable {

    private static final String ENTRY = "edu/emory/mathcs/nlp/lexica/en-brown-clusters-simplified-lowercase.xz";

    private BuildClusterTable() {}

    /** Builds; the arguments are the jar and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Set<String>> wordsByPath = new TreeMap<>();
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]));
                InputStream packed = Files.newInputStream(jar.getPath(ENTRY))) {
            prefixes(packed).forEach((word, prefixes) -> {
                String path = prefixes.stream()
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow();
                if (!word.isEmpty() && word.indexOf(' ') < 0) {
                    wordsByPath.computeIfAbsent(path, key -> new TreeSet<>()).add(word);
                }
            });
        }
        StringBuilder table = new StringBuilder();
        wordsByPath.forEach((path, words) ->
                table.append(path).append('\t').append(String.join(" ", words)).append('\n'));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            out.write(table.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads the serialized map of the jar; only the classes that it consists of are let in. */
    @SuppressWarnings("unchecked") // the filter below lets nothing else in than maps, sets and strings
    private static Map<String, Set<String>> prefixes(InputStream packed) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new BufferedInputStream(new XZInputStream(packed)))) {
            in.setObjectInputFilter(info -> {
                Class<?> type = info.serialClass();
                boolean expected = type == null
                        || type == HashMap.class
                        || type == HashSet.class
                        || type == String.class
                        || type.isArray();
                return expected ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
            });
            return (Map<String, Set<String>>) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("the jar holds something else than a map of words", e);
        }
    }
}

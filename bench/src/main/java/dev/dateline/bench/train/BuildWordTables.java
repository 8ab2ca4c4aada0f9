package dev.dateline.bench.train;

import dev.dateline.analysis.entities.GazetteerFlags;
import dev.dateline.analysis.entities.HashedTable;
import dev.dateline.analysis.entities.WordProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tukaani.xz.XZInputStream;

/**
 * Makes the tables of phrases, word profiles and word groups that the analysis ships, from the jar
 * {@code edu.emory.mathcs.nlp:nlp4j-english:1.1.2}: {@code BuildWordTables JAR FOLDER}. Phrases and profiles come from its
 * gazetteer of names, groups from its word vectors.
 */
public final class BuildWordTables {

    private static final String FOLDER = "edu/emory/mathcs/nlp/lexica/";
    private static final String PREFIX = "edu.emory.mathcs.nlp.common.collection.tree.";
    private static final int LONGEST_PHRASE = 7;
    private static final int GROUPS = 1024;
    private static final int COARSE_GROUPS = 64;
    private static final int SAMPLE = 100_000;
    private static final int ROUNDS = 8;

    private final Map<Long, Integer> phrases = new HashMap<>();
    private final Map<String, int[]> uses = new HashMap<>();

    private BuildWordTables() {}

    /** Builds; the arguments are the jar and the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
            PrefixTree gazetteer = (PrefixTree) read(jar, "en-named-entity-gazetteers-simplified.xz");
            new BuildWordTables().writeNames(gazetteer, folder);
            @SuppressWarnings("unchecked") // the filter lets nothing else in
            Map<String, float[]> vectors = (Map<String, float[]>) read(jar, "en-word-embeddings-undigitalized.xz");
            writeGroups(new TreeMap<>(vectors), folder);
        }
    }

    private void writeNames(PrefixTree gazetteer, Path folder) throws IOException {
        PrefixNode root = gazetteer.root();
        if (root == null) {
            throw new IOException("the gazetteer is empty");
        }
        add(root, List.of());
        write(phrases, folder.resolve("phrases.bin"));
        Map<Long, Integer> profiles = new HashMap<>();
        uses.forEach((word, counts) -> {
            int profile = WordProfile.pack(counts);
            if (profile != 0) {
                profiles.put(HashedTable.hash(word), profile);
            }
        });
        write(profiles, folder.resolve("profiles.bin"));
    }

    private void add(PrefixNode node, List<String> words) {
        if (node.value() instanceof Collection<?> kinds && !words.isEmpty()) {
            int flags = kinds.stream().mapToInt(kind -> flag(kind.toString())).reduce(0, (a, b) -> a | b);
            if (flags != 0 && words.size() <= LONGEST_PHRASE) {
                long hash = 0;
                for (String word : words) {
                    hash = HashedTable.hash(hash, HashedTable.hash(word));
                }
                phrases.merge(hash, flags, (a, b) -> a | b);
            }
            count(flags, words);
        }
        for (String next : new TreeSet<>(node.keySet())) {
            PrefixNode child = node.get(next);
            if (child != null) {
                List<String> longer = new ArrayList<>(words);
                longer.add(next);
                add(child, longer);
            }
        }
    }

    /** The kinds of names as the gazetteer numbers them; what is not here (professions, countries' adjectives) is left out. */
    private static int flag(String kind) {
        return switch (kind) {
            case "14" -> GazetteerFlags.PERSON;
            case "13" -> GazetteerFlags.ORGANISATION;
            case "11" -> GazetteerFlags.PLACE;
            case "8", "10", "15" -> GazetteerFlags.WORK;
            case "9", "12" -> GazetteerFlags.THING;
            case "4" -> GazetteerFlags.GIVEN_NAME;
            default -> 0;
        };
    }

    private void count(int flags, List<String> words) {
        int last = words.size() - 1;
        for (int i = 0; i <= last; i++) {
            int[] counts = uses.computeIfAbsent(words.get(i), key -> new int[WordProfile.ROLES]);
            if ((flags & GazetteerFlags.PERSON) != 0) {
                counts[i < last ? 0 : 1]++;
            }
            if ((flags & GazetteerFlags.ORGANISATION) != 0) {
                counts[2]++;
            }
            if ((flags & GazetteerFlags.PLACE) != 0) {
                counts[3]++;
            }
            if ((flags & (GazetteerFlags.WORK | GazetteerFlags.THING)) != 0) {
                counts[4]++;
            }
        }
    }

    private static void writeGroups(Map<String, float[]> vectorsByWord, Path folder) throws IOException {
        int dimensions = vectorsByWord.values().iterator().next().length;
        float[] vectors = new float[vectorsByWord.size() * dimensions];
        int at = 0;
        for (float[] vector : vectorsByWord.values()) {
            System.arraycopy(vector, 0, vectors, at, dimensions);
            WordGroups.normalise(vectors, at, dimensions);
            at += dimensions;
        }
        WordGroups grouping = new WordGroups(dimensions);
        float[][] centres = grouping.fit(vectors, GROUPS, SAMPLE, ROUNDS);
        Map<Long, Integer> groups = new HashMap<>();
        float[] scores = new float[GROUPS];
        int index = 0;
        for (String word : vectorsByWord.keySet()) {
            groups.put(HashedTable.hash(word), 1 + grouping.nearest(vectors, index++, centres, scores));
        }
        write(groups, folder.resolve("groups.bin"));
        Files.writeString(folder.resolve("groups.tsv"), coarse(centres, dimensions));
    }

    /** The table that says which larger group each group is in. */
    private static String coarse(float[][] centres, int dimensions) {
        float[] points = new float[GROUPS * dimensions];
        for (int g = 0; g < GROUPS; g++) {
            for (int d = 0; d < dimensions; d++) {
                points[g * dimensions + d] = centres[d][g];
            }
        }
        WordGroups grouping = new WordGroups(dimensions);
        float[][] larger = grouping.fit(points, COARSE_GROUPS, GROUPS, 2 * ROUNDS);
        float[] scores = new float[COARSE_GROUPS];
        StringBuilder table = new StringBuilder();
        for (int g = 0; g < GROUPS; g++) {
            table.append(g + 1)
                    .append('\t')
                    .append(1 + grouping.nearest(points, g, larger, scores))
                    .append('\n');
        }
        return table.toString();
    }

    private static void write(Map<Long, Integer> numbers, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            HashedTable.write(numbers, out);
        }
    }

    /** Reads a serialized object of the jar; only the classes that it consists of are let in. */
    private static Object read(FileSystem jar, String name) throws IOException {
        try (InputStream packed = Files.newInputStream(jar.getPath(FOLDER + name));
                ObjectInputStream in = new GazetteerStream(new BufferedInputStream(new XZInputStream(packed)))) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(name + " holds something else than expected", e);
        }
    }

    /** Reads the gazetteer's two classes as ours of the same names and fields. */
    private static final class GazetteerStream extends ObjectInputStream {

        GazetteerStream(InputStream in) throws IOException {
            super(in);
            setObjectInputFilter(info -> {
                Class<?> type = info.serialClass();
                boolean expected = type == null
                        || type == PrefixTree.class
                        || type == PrefixNode.class
                        || type == HashMap.class
                        || type == TreeSet.class
                        || type == String.class
                        || Number.class.isAssignableFrom(type)
                        || type.isArray();
                return expected ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
            });
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            return switch (description.getName()) {
                case PREFIX + "PrefixTree" -> PrefixTree.class;
                case PREFIX + "PrefixNode" -> PrefixNode.class;
                default -> super.resolveClass(description);
            };
        }
    }
}

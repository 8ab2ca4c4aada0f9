package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.entities.GazetteerFlags;
import dev.dateline.analysis.entities.HashedTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A small jar of the form that NLP4J has. */
class BuildWordTablesTest {

    private static final String PERSON = "14";
    private static final String PLACE = "11";

    @TempDir
    Path folder;

    @Test
    void phrasesAreThoseOfTheGazetteerWithTheirKinds() throws Exception {
        Path built = built("one");

        long york = HashedTable.hash(HashedTable.hash(0, HashedTable.hash("new")), HashedTable.hash("york"));
        long ada = HashedTable.hash(0, HashedTable.hash("ada"));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        HashedTable.write(Map.of(york, GazetteerFlags.PLACE, ada, GazetteerFlags.PERSON), expected);
        assertThat(built.resolve("phrases.bin")).hasBinaryContent(expected.toByteArray());
        assertThat(Files.readAllLines(built.resolve("groups.tsv"))).hasSize(1024);
    }

    @Test
    void theSameJarGivesTheSameBytes() throws Exception {
        Path one = built("one");
        Path two = built("two");

        for (String table : List.of("phrases.bin", "profiles.bin", "groups.bin", "groups.tsv")) {
            assertThat(one.resolve(table)).hasSameBinaryContentAs(two.resolve(table));
        }
    }

    private Path built(String name) throws Exception {
        Path jar = folder.resolve(name + ".jar");
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path lexica = Files.createDirectories(files.getPath("edu/emory/mathcs/nlp/lexica"));
            write(tree(), lexica.resolve("en-named-entity-gazetteers-simplified.xz"));
            write(vectors(), lexica.resolve("en-word-embeddings-undigitalized.xz"));
        }
        Path to = Files.createDirectories(folder.resolve(name));
        BuildWordTables.main(new String[] {jar.toString(), to.toString()});
        return to;
    }

    private static PrefixTree tree() throws ReflectiveOperationException {
        PrefixNode root = new PrefixNode();
        PrefixNode city = new PrefixNode();
        city.put("york", node(List.of(PLACE)));
        root.put("new", city);
        root.put("ada", node(List.of(PERSON)));
        PrefixTree tree = new PrefixTree();
        set(tree, "n_root", root);
        return tree;
    }

    private static PrefixNode node(Collection<String> kinds) throws ReflectiveOperationException {
        PrefixNode node = new PrefixNode();
        set(node, "value", new TreeSet<>(kinds));
        return node;
    }

    /** Sets what deserialization alone sets otherwise. */
    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(object, value);
    }

    private static HashMap<String, float[]> vectors() {
        HashMap<String, float[]> vectors = new HashMap<>();
        for (int i = 0; i < 1500; i++) {
            vectors.put("word" + i, new float[] {(float) Math.sin(i), (float) Math.cos(i), i % 7, 1});
        }
        return vectors;
    }

    private static void write(Object object, Path file) throws IOException {
        try (OutputStream packed = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0));
                ObjectOutputStream out = new ObjectOutputStream(packed)) {
            out.writeObject(object);
        }
    }
}

package dev.dateline.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas as they are compiled now, found by looking at the generated classes, so that none is forgotten. */
final class CurrentSchemas {

    /** Parts of another record that a topology keeps by themselves too. */
    private static final Set<String> PARTS_WRITTEN_TOO =
            Set.of(PlacedReport.class.getName(), ArticleReport.class.getName());

    private CurrentSchemas() {}

    /** Every record and enum of the contract, parts of others included. */
    static List<Schema> all() {
        Path classes = classesFolder();
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> SpecificRecord.class.isAssignableFrom(type) || type.isEnum())
                    .map(SpecificData.get()::getSchema)
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The records that are written by themselves: the values of the topics, and whatever is no part of another record,
     * such as the state of a topology.
     */
    static List<Schema> written() {
        Set<String> onTopics = new HashSet<>();
        for (Topic<?> topic : Topics.ALL) {
            onTopics.add(topic.value().getName());
        }
        List<Schema> all = all();
        Set<String> parts = new HashSet<>();
        for (Schema schema : all) {
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().forEach(field -> collectNames(field.schema(), parts));
            }
        }
        return all.stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .filter(schema -> onTopics.contains(schema.getFullName())
                        || PARTS_WRITTEN_TOO.contains(schema.getFullName())
                        || !parts.contains(schema.getFullName()))
                .toList();
    }

    private static void collectNames(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD, ENUM -> names.add(schema.getFullName());
            case ARRAY -> collectNames(schema.getElementType(), names);
            case MAP -> collectNames(schema.getValueType(), names);
            case UNION -> schema.getTypes().forEach(branch -> collectNames(branch, names));
            default -> {}
        }
    }

    private static Class<?> load(String simpleName) {
        try {
            return Class.forName(CurrentSchemas.class.getPackageName() + "." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Path classesFolder() {
        try {
            Path root = Path.of(RawArticle.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return root.resolve(CurrentSchemas.class.getPackageName().replace('.', '/'));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.dateline.cli.addresses;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Where the parts of a running `dateline up` listen, kept in its data folder so that other commands find them.
 *
 * @param page the page and the read API
 * @param ingest where feeds push
 * @param kafka bootstrap servers
 * @param registry the schema registry's Confluent API
 * @param postgres JDBC URL of the read model
 */
public record Addresses(URI page, URI ingest, String kafka, String registry, String postgres) {

    private static final String FILE = "addresses.properties";

    /** @throws IOException if no `up` has run in the folder, saying so */
    public static Addresses read(Path data) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(data.resolve(FILE))) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "nothing has been started in " + data + "; run `./dateline up` first, or name an address with --to",
                    e);
        }
        return new Addresses(
                URI.create(properties.getProperty("page")),
                URI.create(properties.getProperty("ingest")),
                properties.getProperty("kafka"),
                properties.getProperty("registry"),
                properties.getProperty("postgres"));
    }

    /** Writes them whole or not at all. */
    public void write(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("page", page.toString());
        properties.setProperty("ingest", ingest.toString());
        properties.setProperty("kafka", kafka);
        properties.setProperty("registry", registry);
        properties.setProperty("postgres", postgres);
        Path draft = data.resolve(FILE + ".new");
        try (Writer out = Files.newBufferedWriter(draft)) {
            properties.store(out, "Where `dateline up` listens; written at every start.");
        }
        Files.move(draft, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

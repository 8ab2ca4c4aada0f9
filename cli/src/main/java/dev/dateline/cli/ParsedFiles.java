package dev.dateline.cli;

import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParsedDocument;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Files as ingest reads them. */
final class ParsedFiles {

    private static final String FEED = "default";

    private ParsedFiles() {}

    /**
     * Reads every file, hands each article on and tells each refusal in a line.
     *
     * @return the exit code: 0 if everything was read, 1 if something was refused
     */
    static int forEach(List<String> files, PrintWriter err, Consumer<ParsedItem.Article> articles) throws IOException {
        return forEach(files, err, (file, document) -> {}, (file, article) -> articles.accept(article));
    }

    /**
     * The same, telling of each document first, and with each article its file.
     *
     * @return the exit code: 0 if everything was read, 1 if something was refused
     */
    static int forEach(
            List<String> files,
            PrintWriter err,
            BiConsumer<String, ParsedDocument> documents,
            BiConsumer<String, ParsedItem.Article> articles)
            throws IOException {
        ItemParser parser = new ItemParser();
        int exitCode = 0;
        for (String file : files) {
            byte[] content = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            ParsedDocument document =
                    parser.document(content, null, new ItemParser.Origin(FEED, Instant.now(), Lane.LIVE));
            documents.accept(file, document);
            for (ParsedItem item : document.items()) {
                switch (item) {
                    case ParsedItem.Article article -> articles.accept(file, article);
                    case ParsedItem.Refused refused -> {
                        exitCode = 1;
                        err.printf("%s:%d refused, %s: %s%n", file, refused.line(), refused.code(), refused.detail());
                    }
                }
            }
        }
        return exitCode;
    }
}

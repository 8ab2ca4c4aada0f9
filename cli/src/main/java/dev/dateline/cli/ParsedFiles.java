package dev.dateline.cli;

import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.Lane;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        ItemParser parser = new ItemParser();
        int exitCode = 0;
        for (String file : files) {
            byte[] content = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            for (ParsedItem item : parser.parse(content, null, FEED, Instant.now(), Lane.LIVE)) {
                switch (item) {
                    case ParsedItem.Article article -> articles.accept(article);
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

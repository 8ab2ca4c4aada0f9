package dev.dateline.cli;

import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what ingest makes of files. */
@Command(
        name = "parse",
        description = {
            "Show what ingest makes of files: one RawArticle as JSON a line. The format that was found, warnings, and reasons for"
                    + " what is refused are told on standard error.",
            "Exit code 0: everything was read. 1: something was refused."
        })
final class ParseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to read; - is standard input")
    private List<String> files;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return ParsedFiles.forEach(
                files,
                err,
                (file, document) -> err.printf(
                        "%s: %s, character set %s, %d %s%n",
                        file,
                        document.format(),
                        document.charset(),
                        document.items().size(),
                        document.items().size() == 1 ? "item" : "items"),
                (file, item) -> {
                    item.warnings()
                            .forEach(warning -> err.printf(
                                    "%s:%d warning, %s: %s%n", file, item.line(), warning.code(), warning.detail()));
                    out.println(RecordJson.of(item.article()));
                });
    }
}

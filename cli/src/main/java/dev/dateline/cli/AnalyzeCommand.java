package dev.dateline.cli;

import dev.dateline.analysis.Analyzer;
import dev.dateline.enrich.article.ArticleEnricher;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the pipeline reads in files, without Kafka. */
@Command(
        name = "analyze",
        description = {
            "Show what enrich makes of files, without Kafka: one EnrichedArticle as JSON a line.",
            "Exit code 0: everything was read. 1: something was refused, with the reason on standard error."
        })
final class AnalyzeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to read; - is standard input")
    private List<String> files;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ArticleEnricher enricher = new ArticleEnricher(Analyzer::standard);
        return ParsedFiles.forEach(
                files,
                spec.commandLine().getErr(),
                (ParsedItem.Article item) ->
                        out.println(RecordJson.of(enricher.enrich(item.article(), 1, Instant.now()))));
    }
}

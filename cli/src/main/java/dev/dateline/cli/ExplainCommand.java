package dev.dateline.cli;

import dev.dateline.analysis.flashpoints.Explainer;
import dev.dateline.analysis.flashpoints.Explanation;
import dev.dateline.analysis.flashpoints.ExplanationJson;
import dev.dateline.analysis.flashpoints.ExplanationText;
import dev.dateline.analysis.flashpoints.FlashpointFiles;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.FlashpointDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a text is or is not about a flashpoint, without Kafka. */
@Command(
        name = "explain",
        description = {
            "Say why files are or are not about a flashpoint that ships: each rule with what it found, what it lacked, and "
                    + "what would have changed the answer.",
            "Exit code 0: everything was read. 1: something was refused, with the reason on standard error."
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--flashpoint", required = true, paramLabel = "ID", description = "the flashpoint's id")
    private String flashpoint;

    @Option(names = "--json", description = "one JSON object an article instead of text")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to read; - is standard input")
    private List<String> files;

    @Override
    public Integer call() throws IOException {
        FlashpointDefinition definition = definition();
        PrintWriter out = spec.commandLine().getOut();
        return ParsedFiles.forEach(files, spec.commandLine().getErr(), (ParsedItem.Article item) -> {
            Explanation explanation = Explainer.explain(item.article(), definition);
            out.println(json ? ExplanationJson.of(explanation) : ExplanationText.of(explanation));
        });
    }

    private FlashpointDefinition definition() {
        List<FlashpointDefinition> definitions = FlashpointFiles.standard();
        return definitions.stream()
                .filter(one -> one.getId().equals(flashpoint))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no flashpoint is called " + flashpoint + "; there are "
                                + definitions.stream()
                                        .map(FlashpointDefinition::getId)
                                        .collect(Collectors.joining(", "))));
    }
}

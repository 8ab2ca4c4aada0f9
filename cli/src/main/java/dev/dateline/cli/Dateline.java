package dev.dateline.cli;

import dev.dateline.cli.flashpoints.FlashpointsCommand;
import dev.dateline.cli.push.PushCommand;
import dev.dateline.cli.rejected.RejectedCommand;
import dev.dateline.cli.up.UpCommand;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code dateline} command. */
@Command(
        name = "dateline",
        description = "An event-driven news pipeline: push articles in, get them tagged, explained and ranked.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            PushCommand.class,
            KeysCommand.class,
            ParseCommand.class,
            AnalyzeCommand.class,
            ExplainCommand.class,
            FlashpointsCommand.class,
            RejectedCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            HelpCommand.class
        },
        footer = {"", "`dateline test` runs the tests; `dateline help COMMAND` says more about a command."})
public final class Dateline {

    private static final Logger LOG = LoggerFactory.getLogger(Dateline.class);

    private Dateline() {}

    /** Runs one command; exit code 0: done, 1: failed, 2: not understood. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with all its commands; errors of the user's doing are told in one line, without a stack. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Dateline());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            LOG.debug("The command failed", failure);
            command.getErr().println(message(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    private static String message(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException denied -> "no permission to read " + denied.getFile();
            case IOException other -> String.valueOf(other.getMessage());
            default -> failure.toString();
        };
    }
}

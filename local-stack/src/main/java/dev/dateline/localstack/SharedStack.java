package dev.dateline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack that all tests of a JVM share: containers where Testcontainers is on the class path and a Docker engine
 * answers, the local stack in a temporary folder elsewhere.
 */
record SharedStack(Stack stack, AutoCloseable running) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedStack.class);

    static SharedStack start() {
        return dockerAnswers() ? inContainers() : onThisMachine();
    }

    private static boolean dockerAnswers() {
        try {
            Class.forName("org.testcontainers.DockerClientFactory", false, SharedStack.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        return DockerStack.available();
    }

    private static SharedStack inContainers() {
        DockerStack stack = DockerStack.start();
        LOG.info("The tests' stack: containers, on {} and {}", stack.bootstrapServers(), stack.jdbcUrl());
        return new SharedStack(stack, stack);
    }

    private static SharedStack onThisMachine() {
        try {
            Path folder = Files.createTempDirectory("dateline-stack");
            LocalStack stack = LocalStack.start(LocalStackConfig.in(folder).withProgress(LOG::info));
            LOG.info("The tests' stack: processes of this machine, kept in {}", folder);
            return new SharedStack(stack, () -> {
                stack.close();
                FileTree.delete(folder);
            });
        } catch (IOException e) {
            throw new LocalStackException("No folder for the stack of the tests", e);
        }
    }

    @Override
    public void close() throws Exception {
        running.close();
    }
}

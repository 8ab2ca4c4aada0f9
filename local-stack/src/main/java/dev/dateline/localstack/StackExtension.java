package dev.dateline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tests a {@link Stack}: one a JVM, started when the first test asks for it, closed when the last has run. */
public final class StackExtension implements ParameterResolver {

    private static final Logger LOG = LoggerFactory.getLogger(StackExtension.class);
    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(SharedStack.class, key -> SharedStack.start(), SharedStack.class)
                .stack();
    }

    /** What the store closes at the end of the session. */
    private record SharedStack(LocalStack stack, Path folder) implements AutoCloseable {

        static SharedStack start() {
            try {
                Path folder = Files.createTempDirectory("dateline-stack");
                LocalStack stack = LocalStack.start(LocalStackConfig.in(folder).withProgress(LOG::info));
                LOG.info("Tests use the local stack in {}", folder);
                return new SharedStack(stack, folder);
            } catch (IOException e) {
                throw new LocalStackException("No folder for the stack of the tests", e);
            }
        }

        @Override
        public void close() throws IOException {
            stack.close();
            FileTree.delete(folder);
        }
    }
}

package dev.dateline.runtime.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operations of a service, each with its handler. There is no other way to add one, so that every one of them is described
 * in {@code /openapi.json}, asks for the key that it says, and refuses parameters that it does not name.
 */
public final class Routes {

    private final JavalinConfig javalin;
    private final Gate gate;
    private final List<Operation> operations = new ArrayList<>();

    Routes(JavalinConfig javalin, Gate gate) {
        this.javalin = javalin;
        this.gate = gate;
    }

    /** Adds an operation. */
    public void add(Operation operation, Handler handler) {
        operations.add(operation);
        javalin.routes.addHttpHandler(operation.method(), operation.path(), context -> {
            gate.admit(context, operation.access());
            operation.check(context);
            handler.handle(context);
        });
    }

    /** Answers an exception. */
    public <E extends Exception> void exception(Class<E> type, ExceptionHandler<E> handler) {
        javalin.routes.exception(type, handler);
    }

    /**
     * Serves what people look at: the shell at the address of each screen, and the files that it loads. They say nothing of the
     * news, and somebody who is to sign in needs them, so everyone gets them. They are no part of the API, so that the description
     * does not tell of them.
     *
     * @param folder of the files, on the class path
     * @param headers of each file
     */
    public void page(String folder, Map<String, String> headers, List<String> screens, Handler shell) {
        screens.forEach(screen -> javalin.routes.get(screen, shell));
        javalin.staticFiles.add(files -> {
            files.directory = folder;
            files.location = Location.CLASSPATH;
            files.headers = headers;
        });
    }

    /** Sets the largest body that is read whole, bytes. */
    public void largestBody(long bytes) {
        javalin.http.maxRequestSize = bytes;
    }

    /** What was added so far, in that order. */
    List<Operation> operations() {
        return operations;
    }
}

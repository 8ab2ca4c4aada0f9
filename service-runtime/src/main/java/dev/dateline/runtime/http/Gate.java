package dev.dateline.runtime.http;

import io.javalin.http.Context;

/** Lets requests in. */
@FunctionalInterface
public interface Gate {

    /** Lets every request in. */
    Gate OPEN = (context, access) -> {};

    /**
     * Returns if whoever sends the request may do what is asked for.
     *
     * @throws ProblemException 401 or 403 if not
     */
    void admit(Context context, Access access);
}

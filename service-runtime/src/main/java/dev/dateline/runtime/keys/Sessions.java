package dev.dateline.runtime.keys;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Who has signed in, in the browser that sends a request. */
@FunctionalInterface
public interface Sessions {

    /** Nobody can sign in. */
    Sessions NONE = context -> null;

    /** The id of the key with which the sender signed in; null if it did not. The key is looked up, so that its end ends the session. */
    @Nullable
    String keyOf(Context context);
}

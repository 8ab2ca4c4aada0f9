package dev.dateline.publish.access;

import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/**
 * Lets the operator through. With a key: who sends {@code Authorization: Bearer KEY}. Without one: who asks this machine for
 * this machine, so that no page of another site, by a name of its own that leads here, can act through a browser.
 */
public final class OperatorAccess implements Gate {

    private static final String BEARER = "Bearer ";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final OperatorKey key;

    /** Access with this key. */
    public OperatorAccess(OperatorKey key) {
        this.key = key;
    }

    @Override
    public void admit(Context context, Access access) {
        if (access == Access.OPERATOR) {
            require(context);
        }
    }

    private void require(Context context) {
        if (key.hash().isEmpty()) {
            requireThisMachine(context);
            return;
        }
        String authorization = context.header("Authorization");
        boolean given = authorization != null && authorization.startsWith(BEARER);
        if (!given || !key.matches(authorization.substring(BEARER.length()).strip())) {
            throw new ProblemException(
                    new Problem(
                            401,
                            "operator-key-needed",
                            "The operator's key is needed",
                            given
                                    ? "The key is not the operator's."
                                    : "Send the header 'Authorization: Bearer KEY' with the operator's key."),
                    Map.of("WWW-Authenticate", "Bearer realm=\"dateline operator\""),
                    null);
        }
    }

    private static void requireThisMachine(Context context) {
        String host = context.header("Host");
        String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
        if (!THIS_MACHINE.contains(name)) {
            throw new ProblemException(new Problem(
                    403,
                    "operator-key-not-set",
                    "No operator's key is set",
                    "Without publish.operator.key only 127.0.0.1 may be asked for changes, not '" + name + "'."));
        }
    }
}

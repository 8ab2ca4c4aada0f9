package dev.dateline.runtime.keys;

import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for keys. Without any, it lets in who asks this machine for this machine, so that no page of another site, by a name of
 * its own that leads here, can act through a browser.
 */
public final class KeyGate implements Gate {

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final KeyRing keys;
    private final Sessions sessions;

    /** A gate for callers who send their key with each request. */
    public KeyGate(KeyRing keys) {
        this(keys, Sessions.NONE);
    }

    /** A gate that knows who has signed in, too. */
    public KeyGate(KeyRing keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    @Override
    public void admit(Context context, Access access) {
        if (access == Access.ANYONE) {
            return;
        }
        if (keys.letsEveryoneIn()) {
            requireThisMachine(context);
        }
        requireOwnPage(context);
        switch (access) {
            case READER -> KeyRing.requireReader(caller(context));
            case OPERATOR -> KeyRing.requireOperator(caller(context));
            case ANYONE, CALLER -> {}
        }
    }

    private Caller caller(Context context) {
        String signedIn = context.header("Authorization") == null ? sessions.keyOf(context) : null;
        return signedIn == null ? keys.byAuthorization(context.header("Authorization")) : keys.byId(signedIn);
    }

    private static void requireThisMachine(Context context) {
        String name = name(context.header("Host"));
        if (!THIS_MACHINE.matcher(name).matches()) {
            throw new ProblemException(new Problem(
                    403,
                    "not-this-machine",
                    "Without keys only this machine is served",
                    "the request is for '" + name + "'; ask for 127.0.0.1, or make keys with `dateline keys add`"));
        }
    }

    /** Of what a browser sends by itself (passwords, cookies, or nothing where no key is asked for) a foreign page may make use. */
    private static void requireOwnPage(Context context) {
        String origin = context.header("Origin");
        String host = context.header("Host");
        boolean own = origin == null || (host != null && origin.endsWith("://" + host));
        if (!own && !HARMLESS.contains(context.req().getMethod())) {
            throw new ProblemException(new Problem(
                    403,
                    "foreign-page",
                    "A page of another site may not do this",
                    "the page is of '" + origin + "', this is '" + host + "'; a proxy in front must pass Host on"));
        }
    }

    private static String name(@Nullable String host) {
        return host == null ? "" : PORT.matcher(host).replaceFirst("");
    }
}

package dev.dateline.runtime.keys;

import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Gate;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for keys. Without any, it lets in who asks this machine for this machine, so that no page of another site, by a name of
 * its own that leads here, can act through a browser.
 */
public final class KeyGate implements Gate {

    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Logger LOG = LoggerFactory.getLogger(KeyGate.class);
    private static final String BEARER = "Bearer realm=\"dateline\"";
    private static final String CALLER = "dateline.caller";
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

    /** Who sends a request that was let in as a reader's or an operator's; anyone, where no key is asked for. */
    public static Caller caller(Context context) {
        Caller known = context.attribute(CALLER);
        return known == null ? Caller.ANYONE : known;
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
            case READER -> KeyRing.requireReader(identified(context));
            case OPERATOR -> KeyRing.requireOperator(identified(context));
            case ANYONE, CALLER -> {}
        }
    }

    private Caller identified(Context context) {
        try {
            // Who sends a key is not asked for a session.
            String signedIn = context.header("Authorization") == null ? sessions.keyOf(context) : null;
            Caller caller = identify(context, signedIn);
            context.attribute(CALLER, caller);
            return caller;
        } catch (ProblemException e) {
            // At the challenge for a password a browser would ask for one over the page, which asks for the key itself.
            throw ofAPage(context) ? new ProblemException(e.problem(), Map.of("WWW-Authenticate", BEARER), e) : e;
        }
    }

    private Caller identify(Context context, @Nullable String signedIn) {
        String authorization = context.header("Authorization");
        return authorization == null && signedIn != null ? keys.byId(signedIn) : keys.byAuthorization(authorization);
    }

    /**
     * Who sends a request, where that can be told; nobody is refused.
     *
     * @param signedIn the id of the key with which the sender signed in; null if it did not
     */
    public Optional<Caller> known(Context context, @Nullable String signedIn) {
        try {
            return Optional.of(identify(context, signedIn));
        } catch (ProblemException e) {
            LOG.trace("Not known", e);
            return Optional.empty();
        }
    }

    private static boolean ofAPage(Context context) {
        return "empty".equals(context.header("Sec-Fetch-Dest"));
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

    /**
     * Refuses a page of another site that would change something: of what a browser sends by itself (passwords, cookies, or nothing
     * where no key is asked for) it could make use.
     */
    public static void requireOwnPage(Context context) {
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

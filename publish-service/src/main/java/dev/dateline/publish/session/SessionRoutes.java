package dev.dateline.publish.session;

import dev.dateline.publish.api.JsonAnswer;
import dev.dateline.publish.api.JsonBody;
import dev.dateline.publish.audit.Audit;
import dev.dateline.publish.audit.Audit.Actor;
import dev.dateline.runtime.http.Access;
import dev.dateline.runtime.http.Operation;
import dev.dateline.runtime.http.Problem;
import dev.dateline.runtime.http.ProblemException;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.keys.Caller;
import dev.dateline.runtime.keys.KeyGate;
import dev.dateline.runtime.keys.KeyRing;
import dev.dateline.runtime.shape.Shape;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/session}: to sign in on the page with a key, to sign out, and who is signed in as what. */
public final class SessionRoutes {

    private static final String ROOT = "/v1/session";
    private static final int LONGEST_KEY = 200;

    private static final Shape SESSION = Shape.object()
            .has("keys", Shape.bool().says("Whether keys are asked for at all."))
            .has(
                    "role",
                    Shape.oneOf("none", "viewer", "operator")
                            .says("What the sender may do. Where no keys are asked for, everyone is an operator."))
            .has("signedIn", Shape.bool().says("Whether by a session, which can be ended."))
            .mayHave("name", Shape.text().says("Whose key it is."))
            .named("Session");

    private final KeyRing keys;
    private final KeyGate gate;
    private final PageSessions sessions;
    private final Audit audit;
    private final Guesses guesses = new Guesses(System::nanoTime);

    /** Routes over these sessions. */
    public SessionRoutes(KeyRing keys, KeyGate gate, PageSessions sessions, Audit audit) {
        this.keys = keys;
        this.gate = gate;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        routes.add(
                Operation.get(ROOT, "Who is signed in, and as what")
                        .conditional()
                        .access(Access.ANYONE)
                        .answers(SESSION),
                this::show);
        routes.add(
                Operation.post(ROOT, "Sign in with a key")
                        .access(Access.ANYONE)
                        .body(Shape.object().has("key", Shape.text().with("maxLength", LONGEST_KEY)))
                        .answers(SESSION)
                        .problem(400, "bad-field", "There is no key")
                        .problem(401, "bad-key", "The key is not valid")
                        .problem(403, "not-a-reader", "The key may not read, or a page of another site asks")
                        .problem(409, "no-keys", "No keys are asked for here")
                        .problem(413, "too-large", "The body is too large")
                        .problem(415, "json-needed", "The body is no JSON")
                        .problem(429, "too-many-guesses", "Too many keys were wrong"),
                this::signIn);
        routes.add(
                Operation.delete(ROOT, "Sign out")
                        .access(Access.ANYONE)
                        .answers(204, "Nobody is signed in here any more")
                        .problem(403, "foreign-page", "A page of another site asks"),
                this::signOut);
    }

    private void show(Context context) {
        String signedIn = sessions.keyOf(context);
        answer(context, gate.known(context, signedIn), signedIn != null);
    }

    private void signIn(Context context) {
        KeyGate.requireOwnPage(context);
        if (keys.letsEveryoneIn()) {
            throw new ProblemException(new Problem(
                    409, "no-keys", "No keys are asked for here", "everyone on this machine may do everything"));
        }
        String sender = context.ip();
        if (!guesses.mayTry(sender)) {
            throw new ProblemException(
                    new Problem(
                            429,
                            "too-many-guesses",
                            "Too many keys were wrong",
                            "wait a minute; `dateline keys list` names the keys that there are"),
                    Map.of("Retry-After", Long.toString(Guesses.WINDOW.toSeconds())),
                    null);
        }
        String key = JsonBody.read(context, Set.of("key"))
                .text("key", LONGEST_KEY)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> JsonBody.refusal("'key' must be a key, as `dateline keys add` shows it."));
        Caller caller;
        try {
            caller = keys.byAuthorization("Bearer " + key);
        } catch (ProblemException e) {
            guesses.wrong(sender);
            // Without the challenge, at which a browser would ask for a password of its own accord.
            throw new ProblemException(e.problem(), Map.of(), e);
        }
        KeyRing.requireReader(caller);
        sessions.begin(context, caller.id());
        audit.add(Actor.of(caller), "signed in", caller.operator() ? "operator" : "viewer", "from " + sender);
        answer(context, Optional.of(caller), true);
    }

    private void signOut(Context context) {
        KeyGate.requireOwnPage(context);
        sessions.end(context);
        context.status(204);
    }

    private void answer(Context context, Optional<Caller> caller, boolean signedIn) {
        JsonAnswer.object(context, out -> {
            out.writeBooleanField("keys", !keys.letsEveryoneIn());
            out.writeStringField(
                    "role",
                    caller.filter(Caller::reader)
                            .map(one -> one.operator() ? "operator" : "viewer")
                            .orElse("none"));
            out.writeBooleanField("signedIn", signedIn && caller.isPresent());
            if (caller.isPresent() && !keys.letsEveryoneIn()) {
                out.writeStringField("name", caller.get().name());
            }
        });
    }
}

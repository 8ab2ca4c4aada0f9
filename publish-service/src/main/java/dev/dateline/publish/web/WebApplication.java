package dev.dateline.publish.web;

import dev.dateline.runtime.http.Routes;
import io.javalin.http.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The web application: one shell at the address of every screen, so that each can be linked to and reloaded, and the modules,
 * styles and data that it loads. What an article says can become neither code, nor style, nor markup there.
 */
public final class WebApplication {

    /** The addresses that the shell answers; which screen stands there is the page's own business. */
    private static final List<String> SCREENS = List.of(
            "/",
            "/flashpoints",
            "/flashpoints/{id}",
            "/trends",
            "/stories",
            "/stories/{id}",
            "/articles/{id}",
            "/pipeline",
            "/feeds",
            "/rejected");

    /** Trusted types refuse markup made from text, whoever makes it; the default policy of the page lets none through. */
    private static final Map<String, String> POLICIES = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types default",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final String shell = read("/web/index.html");

    /** Adds the shell and the files. */
    public void addTo(Routes routes) {
        routes.page("/web", POLICIES, SCREENS, this::show);
    }

    private void show(Context context) {
        POLICIES.forEach(context::header);
        context.header("Cache-Control", "no-cache").html(shell);
    }

    private static String read(String resource) {
        try (InputStream in = WebApplication.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

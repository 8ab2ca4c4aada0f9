package dev.dateline.runtime.config;

/**
 * A value that must not reach a log; a record that holds one prints no secret.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "[hidden]";
    }
}

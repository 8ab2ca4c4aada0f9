package dev.dateline.runtime.config;

/**
 * One setting and where it was made, so that a complaint can name the place to mend.
 *
 * @param value the text as given
 * @param origin the file, the environment variable or the caller, in words
 * @param injected whether others than the operator may have made it: an orchestrator puts names of its own into the
 *     environment, so an unknown one there is no mistake
 */
record Setting(String value, String origin, boolean injected) {}

package dev.dateline.publish.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A text as one part of an address. */
final class Percent {

    private Percent() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

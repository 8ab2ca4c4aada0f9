package dev.dateline.bench.speed;

import dev.dateline.bench.conll.MarkedText;
import java.util.Set;

/** One way to find the names in raw text. */
interface NameReading {

    /** Who does it. */
    String name();

    /** The names of a text. */
    Set<MarkedText.Stretch> read(String text) throws Exception;
}

package dev.dateline.ingest.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What the meta elements of a page state, by property, name or itemprop, whatever their case. Gathered once: dozens of names are asked
 * for, and each search would go through the whole page.
 */
final class MetaElements {

    private final Map<String, List<String>> contents = new HashMap<>();

    MetaElements(Document page) {
        for (Element meta : page.getElementsByTag("meta")) {
            String content = meta.attr("content").strip();
            if (!content.isEmpty()) {
                Stream.of("property", "name", "itemprop")
                        .map(attribute -> key(meta.attr(attribute)))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .forEach(name -> contents.computeIfAbsent(name, first -> new ArrayList<>())
                                .add(content));
            }
        }
    }

    /** All that is stated under a name and is not blank, in the order of the page. */
    List<String> all(String name) {
        return contents.getOrDefault(key(name), List.of());
    }

    /** The first that is stated under a name and is not blank; null if nothing is. */
    @Nullable
    String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}

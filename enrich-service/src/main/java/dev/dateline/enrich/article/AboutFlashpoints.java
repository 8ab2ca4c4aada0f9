package dev.dateline.enrich.article;

import dev.dateline.runtime.events.HeaderText;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Headers;
import dev.dateline.schemas.Tag;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which flashpoints an article is about, and was: whoever was told of it is told what became of it. */
final class AboutFlashpoints {

    private static final String SEPARATOR = ",";

    private AboutFlashpoints() {}

    /** Those that this revision is about. */
    static SortedSet<String> now(@Nullable EnrichedArticle article) {
        SortedSet<String> ids = new TreeSet<>();
        if (article != null) {
            for (Tag flashpoint : article.getFlashpoints()) {
                if (flashpoint.getAbout().orElse(false)) {
                    ids.add(flashpoint.getId());
                }
            }
        }
        return ids;
    }

    /** Writes those of earlier revisions into the headers of a record. */
    static void writeFormer(Collection<String> ids, org.apache.kafka.common.header.Headers headers) {
        headers.remove(Headers.FORMER_FLASHPOINTS);
        if (!ids.isEmpty()) {
            HeaderText.put(headers, Headers.FORMER_FLASHPOINTS, String.join(SEPARATOR, ids));
        }
    }

    /** Those of earlier revisions, from the headers of a record. */
    static List<String> former(org.apache.kafka.common.header.Headers headers) {
        String ids = HeaderText.of(headers, Headers.FORMER_FLASHPOINTS);
        return ids == null ? List.of() : List.of(ids.split(SEPARATOR));
    }
}

package dev.dateline.publish.store;

import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.TagKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tags of one batch of articles, as columns. */
final class TagRows {

    private final List<String> kinds = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Long> seqs = new ArrayList<>();
    private final List<@Nullable Boolean> abouts = new ArrayList<>();
    private final List<Double> saliences = new ArrayList<>();

    void add(long seq, EnrichedArticle article) {
        for (TagKind kind : TagKind.values()) {
            Set<String> seen = new HashSet<>();
            for (Tag tag : TagKinds.tags(article, kind)) {
                if (seen.add(tag.getId())) {
                    kinds.add(TagKinds.name(kind));
                    ids.add(tag.getId());
                    seqs.add(seq);
                    abouts.add(tag.getAbout().orElse(null));
                    saliences.add(tag.getSalience());
                }
            }
        }
    }

    void write(Handle transaction) {
        if (seqs.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO article_tags (kind, tag_id, seq, about, salience)
                        SELECT * FROM unnest(:kind::tag_kind[], :id::text[], :seq::bigint[], :about::boolean[],
                            :salience::real[])""")
                .bindArray("kind", String.class, kinds)
                .bindArray("id", String.class, ids)
                .bindArray("seq", Long.class, seqs)
                .bindArray("about", Boolean.class, abouts)
                .bindArray("salience", Double.class, saliences)
                .execute();
    }
}

package dev.dateline.publish.store;

import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Stories that became part of others. */
final class AbsorbedStories {

    private AbsorbedStories() {}

    /** These stories, or what they became part of, and all that became part of those. */
    static Set<String> allOf(Handle handle, Set<String> ids) {
        Set<String> all = new HashSet<>(ids);
        handle.createQuery("""
                        WITH RECURSIVE up (id) AS (
                            SELECT unnest(:ids::text[])
                            UNION
                            SELECT absorbed_by FROM up JOIN stories USING (id) WHERE absorbed_by IS NOT NULL),
                        down (id) AS (
                            SELECT id FROM up
                            UNION
                            SELECT stories.id FROM down JOIN stories ON stories.absorbed_by = down.id)
                        SELECT id FROM down""")
                .bindArray("ids", String.class, ids.stream().map(Rows::text).toList())
                .mapTo(String.class)
                .forEach(all::add);
        return all;
    }
}

package dev.dateline.publish.store;

import java.util.Optional;

/**
 * A revision at its place in the order of publication, beside the one that it took the place of.
 *
 * @param seq its place
 * @param id the article's id
 * @param killed whether the article must no longer be shown
 * @param facts what filters ask for
 * @param before what filters ask for of the revision before; empty of a first one
 * @param record the article in JSON; empty where a newer revision has taken its place already
 */
public record ArticleRevision(
        long seq,
        String id,
        boolean killed,
        ArticleFacts facts,
        Optional<ArticleFacts> before,
        Optional<String> record) {}

package dev.dateline.enrich.story;

import dev.dateline.enrich.duplicate.Sketch;
import dev.dateline.enrich.words.TermVector;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An article as stories see it.
 *
 * @param articleId the article
 * @param received when ingest took it
 * @param sketch its text, to find copies by
 * @param terms what it is about
 */
public record Report(String articleId, Instant received, Sketch sketch, TermVector terms) {

    /** What stories need to know of an article. */
    public static Report of(EnrichedArticle enriched) {
        RawArticle article = enriched.getArticle();
        List<String> tags = Stream.of(enriched.getPeople(), enriched.getOrganisations(), enriched.getCountries())
                .flatMap(List::stream)
                .map(Tag::getId)
                .toList();
        return new Report(
                article.getId(),
                article.getReceived(),
                Sketch.of(article.getTitle(), article.getBody()),
                TermVector.of(article.getTitle(), article.getBody(), tags));
    }
}

/** The first topology: RawArticle to EnrichedArticle, each content once, with the ledger of what became of it. */
@NullMarked
package dev.dateline.enrich.article;

import org.jspecify.annotations.NullMarked;

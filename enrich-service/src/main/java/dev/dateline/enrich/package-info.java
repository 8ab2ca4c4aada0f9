/** Reads news.raw, tags every article, ranks what is in the news; all stream processing of the pipeline. */
@NullMarked
package dev.dateline.enrich;

import org.jspecify.annotations.NullMarked;

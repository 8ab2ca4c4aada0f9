/** The second topology: the tags of enriched articles, counted by window and ranked. */
@NullMarked
package dev.dateline.enrich.trend;

import org.jspecify.annotations.NullMarked;

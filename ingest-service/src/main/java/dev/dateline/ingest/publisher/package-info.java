/** Who published an article, who published it first, and which house owns them. */
@NullMarked
package dev.dateline.ingest.publisher;

import org.jspecify.annotations.NullMarked;

/** The formats of news agencies: NewsML-G2, NewsML 1, NITF and ninjs, read into one form. */
@NullMarked
package dev.dateline.ingest.wire;

import org.jspecify.annotations.NullMarked;

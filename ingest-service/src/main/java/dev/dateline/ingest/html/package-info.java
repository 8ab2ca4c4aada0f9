/** Web pages and fragments of HTML to plain text and the facts that a page states; pure. */
@NullMarked
package dev.dateline.ingest.html;

import org.jspecify.annotations.NullMarked;

/** What a text says: from an article to tags, each with its receipt. */
@NullMarked
package dev.dateline.analysis;

import org.jspecify.annotations.NullMarked;

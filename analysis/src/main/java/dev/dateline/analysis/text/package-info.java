/** A text as tokens in sentences in paragraphs, with offsets in Unicode code points. */
@NullMarked
package dev.dateline.analysis.text;

import org.jspecify.annotations.NullMarked;

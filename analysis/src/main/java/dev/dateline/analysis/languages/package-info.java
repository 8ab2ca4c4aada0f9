/** Which language a text is written in, told from its letters and from pieces of its words. */
@NullMarked
package dev.dateline.analysis.languages;

import org.jspecify.annotations.NullMarked;

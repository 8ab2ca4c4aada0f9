/** What an article is about, by IPTC Media Topics. */
@NullMarked
package dev.dateline.analysis.topics;

import org.jspecify.annotations.NullMarked;

/** The words of a text and how common each is in news, as likeness and stories are told by. */
@NullMarked
package dev.dateline.enrich.words;

import org.jspecify.annotations.NullMarked;

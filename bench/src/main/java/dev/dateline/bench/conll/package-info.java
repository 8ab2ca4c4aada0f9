/** Sentences with marked names, as CoNLL files hold them. */
@NullMarked
package dev.dateline.bench.conll;

import org.jspecify.annotations.NullMarked;

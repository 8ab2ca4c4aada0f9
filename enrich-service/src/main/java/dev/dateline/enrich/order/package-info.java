/** In which order reports that were read by several tasks are placed. */
@NullMarked
package dev.dateline.enrich.order;

import org.jspecify.annotations.NullMarked;

/** The third topology: how each flashpoint stood hour by hour, against the days before. */
@NullMarked
package dev.dateline.enrich.index;

import org.jspecify.annotations.NullMarked;

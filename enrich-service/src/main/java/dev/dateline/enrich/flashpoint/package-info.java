/** The definitions of flashpoints while they change: planted, followed, in force, and a topic for each. */
@NullMarked
package dev.dateline.enrich.flashpoint;

import org.jspecify.annotations.NullMarked;

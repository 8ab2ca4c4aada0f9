/** The countries that an article concerns, found by name, adjective, capital, seat of government, region and dateline. */
@NullMarked
package dev.dateline.analysis.countries;

import org.jspecify.annotations.NullMarked;

/** Which places an article names, and where on earth they lie. */
@NullMarked
package dev.dateline.analysis.places;

import org.jspecify.annotations.NullMarked;

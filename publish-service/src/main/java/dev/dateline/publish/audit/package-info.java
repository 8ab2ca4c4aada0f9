/** What operators did: kept, listed and logged. */
@NullMarked
package dev.dateline.publish.audit;

import org.jspecify.annotations.NullMarked;

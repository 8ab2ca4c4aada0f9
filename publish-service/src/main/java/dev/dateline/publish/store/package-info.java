/** The read model in PostgreSQL: how it is written, in one transaction with the reading positions, and how it is asked. */
@NullMarked
package dev.dateline.publish.store;

import org.jspecify.annotations.NullMarked;

/** A real broker, schema registry and PostgreSQL on 127.0.0.1, kept in a data folder, each stoppable and killable on its own. */
@NullMarked
package dev.dateline.localstack;

import org.jspecify.annotations.NullMarked;

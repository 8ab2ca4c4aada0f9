/** What is owed to standing queries, matched once and sent until it is taken. */
@NullMarked
package dev.dateline.publish.delivery;

import org.jspecify.annotations.NullMarked;

/** Server-sent events: each reader gets each matching article once, in order, over any break of its connection. */
@NullMarked
package dev.dateline.publish.stream;

import org.jspecify.annotations.NullMarked;

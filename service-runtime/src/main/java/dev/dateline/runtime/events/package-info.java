/** What other programs read off a record without its schema: headers by CloudEvents, and the description of the topics by AsyncAPI. */
@NullMarked
package dev.dateline.runtime.events;

import org.jspecify.annotations.NullMarked;

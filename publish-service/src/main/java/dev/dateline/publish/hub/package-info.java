/** The WebSub hub of the outgoing feeds: who subscribes is asked back first, then sent what is published as it is. */
@NullMarked
package dev.dateline.publish.hub;

import org.jspecify.annotations.NullMarked;

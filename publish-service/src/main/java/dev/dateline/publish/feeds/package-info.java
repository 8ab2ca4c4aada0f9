/** How each feed is, in one view: what it gave, what was expected of it, how it is fetched, what of it was refused. */
@NullMarked
package dev.dateline.publish.feeds;

import org.jspecify.annotations.NullMarked;

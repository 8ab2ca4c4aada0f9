/** Who has signed in on the page. */
@NullMarked
package dev.dateline.publish.session;

import org.jspecify.annotations.NullMarked;

/** What was refused: decoded, downloaded, and sent on its way again. */
@NullMarked
package dev.dateline.publish.rejected;

import org.jspecify.annotations.NullMarked;

/** Who may push to which feed: API keys, their file, and signatures over bodies. */
@NullMarked
package dev.dateline.ingest.keys;

import org.jspecify.annotations.NullMarked;

/** What other projects' test suites expect of a feed, compared with what ingest reads in it. */
@NullMarked
package dev.dateline.bench.feeds;

import org.jspecify.annotations.NullMarked;

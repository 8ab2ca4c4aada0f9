/** The HTTP API for questions: articles, trends, the ledger, what was rejected. */
@NullMarked
package dev.dateline.publish.api;

import org.jspecify.annotations.NullMarked;

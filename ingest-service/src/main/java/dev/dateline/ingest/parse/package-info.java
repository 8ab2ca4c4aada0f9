/** Feed item to article: bytes in, articles and refusals out; pure, knows neither HTTP nor Kafka. */
@NullMarked
package dev.dateline.ingest.parse;

import org.jspecify.annotations.NullMarked;

/** Articles, places and stories in the formats of others: RSS, Atom, JSON Feed, ninjs, schema.org, GeoJSON, STIX. */
@NullMarked
package dev.dateline.publish.format;

import org.jspecify.annotations.NullMarked;

/** XML as the world writes it: read the way feed readers do, with a guard that no declaration of the sender can widen. */
@NullMarked
package dev.dateline.ingest.xml;

import org.jspecify.annotations.NullMarked;

package dev.dateline.publish.flashpoint;

import dev.dateline.schemas.FlashpointDefinition;
import java.time.Instant;

/**
 * A definition in force.
 *
 * @param definition the definition
 * @param origin bundled, or operator
 * @param changed when it was written
 */
public record LiveFlashpoint(FlashpointDefinition definition, String origin, Instant changed) {}

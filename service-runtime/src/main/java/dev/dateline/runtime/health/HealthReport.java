package dev.dateline.runtime.health;

import java.util.Map;

/**
 * What was found when somebody asked.
 *
 * @param healthy whether nothing failed
 * @param checks {@code up}, {@code failed}, {@code failed: } with what the check says of it, or {@code no answer}, by the name of
 *     the check, in the order of their making
 */
public record HealthReport(boolean healthy, Map<String, String> checks) {}

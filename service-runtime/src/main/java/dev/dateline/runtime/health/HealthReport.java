package dev.dateline.runtime.health;

import java.util.Map;

/**
 * What was found when somebody asked.
 *
 * @param healthy whether nothing failed
 * @param checks {@code up}, {@code failed} or {@code no answer} by the name of the check, in the order of their making
 */
public record HealthReport(boolean healthy, Map<String, String> checks) {}

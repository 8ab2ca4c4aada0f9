package dev.dateline.analysis.entities;

import java.util.Set;

/** The fields of government that offices are named for: defense, foreign affairs, finance. */
final class Portfolios {

    private static final Set<String> WORDS = Set.of(
            "defense",
            "defence",
            "foreign",
            "finance",
            "interior",
            "treasury",
            "justice",
            "health",
            "education",
            "energy",
            "trade",
            "commerce",
            "labor",
            "labour",
            "state",
            "security",
            "homeland",
            "transport",
            "transportation",
            "agriculture",
            "environment",
            "culture",
            "economy",
            "economic",
            "home",
            "war",
            "national",
            "climate",
            "housing",
            "industry",
            "information",
            "tourism",
            "affairs",
            "development",
            "rights",
            "planning",
            "prime",
            "and");

    private Portfolios() {}

    /** Whether a word in lower case is a field of government, or stands between two. */
    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}

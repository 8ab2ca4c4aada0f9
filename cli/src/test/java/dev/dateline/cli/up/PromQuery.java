package dev.dateline.cli.up;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics a query of Prometheus asks for, and by which labels it chooses among them. */
final class PromQuery {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern METRIC =
            Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(?<labels>[^}]*)}|(?<call>\\())?");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

    private PromQuery() {}

    /** The labels by metric. */
    static Map<String, Set<String>> metrics(String query) {
        String bare = RANGE.matcher(
                        GROUPING.matcher(STRING.matcher(query).replaceAll("")).replaceAll(" "))
                .replaceAll("");
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher found = METRIC.matcher(bare);
        while (found.find()) {
            if (found.group("call") != null || WORDS.contains(found.group("name"))) {
                continue;
            }
            Set<String> labels = metrics.computeIfAbsent(found.group("name"), any -> new TreeSet<>());
            if (found.group("labels") != null) {
                for (String choice : found.group("labels").split(",")) {
                    labels.add(choice.replaceAll("[=!~\\s]", ""));
                }
            }
        }
        return metrics;
    }

    /** The labels of each metric in what a service tells Prometheus. */
    static Map<String, Set<String>> told(String exposition) {
        Map<String, Set<String>> told = new TreeMap<>();
        exposition
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> {
                    Matcher sample = METRIC.matcher(line);
                    if (sample.lookingAt()) {
                        Set<String> labels = told.computeIfAbsent(sample.group("name"), any -> new TreeSet<>());
                        if (sample.group("labels") != null) {
                            Matcher label = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"")
                                    .matcher(sample.group("labels"));
                            while (label.find()) {
                                labels.add(label.group(1));
                            }
                        }
                    }
                });
        return told;
    }
}

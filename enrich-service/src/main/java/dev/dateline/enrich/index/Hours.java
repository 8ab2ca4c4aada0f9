package dev.dateline.enrich.index;

import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointObservation;
import dev.dateline.schemas.FlashpointTone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What observations make of an hour. The order in which they come makes no difference, so a replay gives the same. */
final class Hours {

    private static final int FAMILIES = 500;
    private static final int EVIDENCE = 5;

    private static final Comparator<Evidence> NEWEST_FIRST =
            Comparator.comparing(Evidence::received).reversed().thenComparing(Evidence::id);

    private Hours() {}

    private record Evidence(String id, Instant received) {}

    /** An hour of which nothing was seen. */
    static FlashpointHour empty(String flashpoint, String name, Instant hour) {
        return FlashpointHour.newBuilder()
                .setFlashpoint(flashpoint)
                .setName(name)
                .setHour(hour)
                .build();
    }

    /** The hour with one more observation. */
    static FlashpointHour with(FlashpointHour hour, FlashpointObservation observation) {
        FlashpointHour.Builder more = FlashpointHour.newBuilder(hour).setName(observation.getName());
        if (observation.getCopy()) {
            return more.setCopies(hour.getCopies() + 1).build();
        }
        SortedMap<String, Integer> families = families(hour);
        // Of how many articles a family that an older build wrote down is, is not known any more.
        families.merge(observation.getFamily(), 1, (articles, one) -> articles == 0 ? 0 : articles + one);
        List<Evidence> evidence = evidence(hour);
        evidence.add(new Evidence(observation.getArticleId(), observation.getReceived()));
        return set(more, families, evidence)
                .setArticles(hour.getArticles() + 1)
                .setConflict(hour.getConflict() + (observation.getTone() == FlashpointTone.CONFLICT ? 1 : 0))
                .setTalks(hour.getTalks() + (observation.getTone() == FlashpointTone.TALKS ? 1 : 0))
                .build();
    }

    /** The hour without an observation that it had. */
    static FlashpointHour without(FlashpointHour hour, FlashpointObservation observation) {
        FlashpointHour.Builder less = FlashpointHour.newBuilder(hour);
        if (observation.getCopy()) {
            return less.setCopies(Math.max(0, hour.getCopies() - 1)).build();
        }
        SortedMap<String, Integer> families = families(hour);
        int ofFamily = families.getOrDefault(observation.getFamily(), 0);
        if (ofFamily == 1) {
            families.remove(observation.getFamily());
        } else if (ofFamily > 1) {
            families.put(observation.getFamily(), ofFamily - 1);
        }
        List<Evidence> evidence = evidence(hour);
        evidence.removeIf(known -> known.id().equals(observation.getArticleId()));
        return set(less, families, evidence)
                .setArticles(Math.max(0, hour.getArticles() - 1))
                .setConflict(
                        Math.max(0, hour.getConflict() - (observation.getTone() == FlashpointTone.CONFLICT ? 1 : 0)))
                .setTalks(Math.max(0, hour.getTalks() - (observation.getTone() == FlashpointTone.TALKS ? 1 : 0)))
                .build();
    }

    private static SortedMap<String, Integer> families(FlashpointHour hour) {
        SortedMap<String, Integer> families = new TreeMap<>();
        for (int i = 0; i < hour.getFamilies().size(); i++) {
            families.put(
                    hour.getFamilies().get(i),
                    i < hour.getFamilyArticles().size()
                            ? hour.getFamilyArticles().get(i)
                            : 0);
        }
        return families;
    }

    private static List<Evidence> evidence(FlashpointHour hour) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < hour.getEvidence().size(); i++) {
            evidence.add(new Evidence(
                    hour.getEvidence().get(i), hour.getEvidenceReceived().get(i)));
        }
        return evidence;
    }

    private static FlashpointHour.Builder set(
            FlashpointHour.Builder hour, SortedMap<String, Integer> families, List<Evidence> evidence) {
        List<Evidence> newest =
                evidence.stream().sorted(NEWEST_FIRST).limit(EVIDENCE).toList();
        return hour.setFamilies(families.keySet().stream().limit(FAMILIES).toList())
                .setFamilyArticles(families.values().stream().limit(FAMILIES).toList())
                .setEvidence(newest.stream().map(Evidence::id).toList())
                .setEvidenceReceived(newest.stream().map(Evidence::received).toList());
    }
}

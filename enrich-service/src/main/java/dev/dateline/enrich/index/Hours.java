package dev.dateline.enrich.index;

import dev.dateline.schemas.FlashpointHour;
import dev.dateline.schemas.FlashpointObservation;
import dev.dateline.schemas.FlashpointTone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

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
        TreeSet<String> families = new TreeSet<>(hour.getFamilies());
        families.add(observation.getFamily());
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < hour.getEvidence().size(); i++) {
            evidence.add(new Evidence(
                    hour.getEvidence().get(i), hour.getEvidenceReceived().get(i)));
        }
        evidence.add(new Evidence(observation.getArticleId(), observation.getReceived()));
        List<Evidence> newest =
                evidence.stream().sorted(NEWEST_FIRST).limit(EVIDENCE).toList();
        return more.setArticles(hour.getArticles() + 1)
                .setConflict(hour.getConflict() + (observation.getTone() == FlashpointTone.CONFLICT ? 1 : 0))
                .setTalks(hour.getTalks() + (observation.getTone() == FlashpointTone.TALKS ? 1 : 0))
                .setFamilies(families.stream().limit(FAMILIES).toList())
                .setEvidence(newest.stream().map(Evidence::id).toList())
                .setEvidenceReceived(newest.stream().map(Evidence::received).toList())
                .build();
    }
}

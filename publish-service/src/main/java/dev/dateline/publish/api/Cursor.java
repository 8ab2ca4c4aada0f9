package dev.dateline.publish.api;

import dev.dateline.publish.store.RankedPage.RankPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A place in a list, as a text that means something to nobody but us, so that what is in it may change. */
public final class Cursor {

    /** Before everything, in lists that begin with the newest. */
    public static final long NEWEST = Long.MAX_VALUE;

    private static final String VERSION = "1:";
    private static final String RANKED = "r1:";

    private Cursor() {}

    /** The text of a place. */
    public static String encode(long place) {
        return encoded(VERSION + place);
    }

    static String encode(RankPlace place) {
        return encoded(RANKED + place.from() + ":" + place.to() + ":" + Float.floatToIntBits(place.score()) + ":"
                + place.seq());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The place in the parameter {@code cursor}; the newest without one. */
    public static long read(QueryParameters parameters) {
        return read(parameters, VERSION, 1).map(List::getFirst).orElse(NEWEST);
    }

    /** The place in an order of relevance in the parameter {@code cursor}. */
    static Optional<RankPlace> readRanked(QueryParameters parameters) {
        return read(parameters, RANKED, 4)
                .map(numbers -> new RankPlace(
                        numbers.get(0),
                        numbers.get(1),
                        Float.intBitsToFloat(numbers.get(2).intValue()),
                        numbers.get(3)));
    }

    private static Optional<List<Long>> read(QueryParameters parameters, String version, int count) {
        return parameters
                .one("cursor")
                .map(text -> decode(text, version, count)
                        .orElseThrow(() -> QueryParameters.refusal(
                                "cursor", "must be the 'next' of an earlier answer in the same order")));
    }

    private static Optional<List<Long>> decode(String text, String version, int count) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (!decoded.startsWith(version)) {
                return Optional.empty();
            }
            List<Long> numbers = Arrays.stream(
                            decoded.substring(version.length()).split(":", -1))
                    .map(Long::valueOf)
                    .toList();
            return numbers.size() == count ? Optional.of(numbers) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

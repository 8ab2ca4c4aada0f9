package dev.dateline.bench.speed;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Publication;
import dev.dateline.schemas.RawArticle;
import dev.dateline.schemas.Tag;
import dev.dateline.schemas.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Articles of invented words with invented tags. Words, names, places and topics come with Zipf frequencies, as they do in news:
 * few that nearly every article has, and a long tail that few articles have.
 */
final class InventedNews {

    static final int WORDS = 60_000;
    static final int PEOPLE = 40_000;
    static final int COUNTRIES = 190;
    static final int FLASHPOINTS = 40;
    static final int FEEDS = 300;

    private static final int ORGANISATIONS = 20_000;
    private static final int PLACES = 10_000;
    private static final int TOPICS = 400;
    private static final int TITLE_WORDS = 9;
    private static final int BODY_WORDS = 150;
    private static final String[] SYLLABLES =
            ("ba be bo da de do fa fi go ka ke ki la le lo ma me mi na ne no pa pe ra re ri sa se so ta te ti tu va ve vo za zo")
                    .split(" ");

    /** The most frequent words of English, which are not searched for; about four in ten words of a text. */
    private static final String[] STOP_WORDS =
            ("the of and to in a that is for it on with as was be by at have are this not"
                            + " but from or an they which you were all her she there would their we him been has when who will no if"
                            + " out so what up its about into than them can only other some could these do then now my such over our"
                            + " me most did your same before should very where too those both any under being after here between"
                            + " because against through off once during few more down own until just again while how his i he had"
                            + " nor above below further why does doing having each himself themselves itself")
                    .split(" ");

    /** From this rank on, every third of the most frequent words is one that is searched for, such as "said" in the news. */
    private static final int FIRST_SEARCHED = 8;

    private final SplittableRandom random;

    InventedNews(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number below the bound, 0 the most frequent: each next as often as one over its rank. */
    int zipf(int bound) {
        return Math.min(bound - 1, (int) Math.exp(random.nextDouble() * Math.log(bound + 1)) - 1);
    }

    /** A word that can be searched for, as likely as it is in the articles. */
    String word() {
        int rank = zipf(WORDS);
        while (isStopWord(rank)) {
            rank = zipf(WORDS);
        }
        return word(rank);
    }

    private static int stopWord(int rank) {
        return rank - Math.max(0, (rank - FIRST_SEARCHED + 2) / 3);
    }

    private static boolean isStopWord(int rank) {
        return stopWord(rank) < STOP_WORDS.length && (rank < FIRST_SEARCHED || (rank - FIRST_SEARCHED) % 3 != 0);
    }

    static String word(int rank) {
        if (isStopWord(rank)) {
            return STOP_WORDS[stopWord(rank)];
        }
        StringBuilder word = new StringBuilder();
        for (int rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.append('n').toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** The article of that number, received then. */
    EnrichedArticle article(long number, Instant received) {
        String title = text(TITLE_WORDS);
        String body = text(BODY_WORDS / 2 + random.nextInt(BODY_WORDS));
        String feed = "feed-" + zipf(FEEDS);
        RawArticle raw = RawArticle.newBuilder()
                .setId("bench-" + number)
                .setFeed(feed)
                .setPublisher("Publisher of " + feed)
                .setPublisherFamily("house-" + Math.floorMod(feed.hashCode(), 60))
                .setUrl("https://" + feed + ".example/" + number)
                .setTitle(title)
                .setBody(body)
                .setContentType("application/json")
                .setLanguage("en")
                .setPublished(
                        new Publication(null, received.minus(Duration.ofSeconds(zipf(86_400))), DateConfidence.STATED))
                .setReceived(received)
                .setContentHash("")
                .build();
        EnrichedArticle.Builder article = EnrichedArticle.newBuilder()
                .setArticle(raw)
                .setRevision(1)
                .setLanguage("en")
                .setStory("story-" + number / 3)
                .setAnalyzer("bench/1")
                .setPeople(tags("person:", PEOPLE, 2, body))
                .setOrganisations(tags("org:", ORGANISATIONS, 3, body))
                .setPlaces(places(body))
                .setCountries(tags("", COUNTRIES, 3, body))
                .setTopics(tags("medtop:", TOPICS, 3, body))
                .setFlashpoints(flashpoints(body))
                .setTimes(
                        new Times(received, received.plusMillis(50), received.plusMillis(60), received.plusMillis(90)));
        if (random.nextInt(5) == 0) {
            article.setCopyOf("bench-" + number / 2).setSimilarity(0.9);
        }
        return article.build();
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(word(zipf(WORDS)));
        }
        return text.toString();
    }

    private List<Tag> tags(String prefix, int bound, int most, String body) {
        Set<Integer> ranks = new LinkedHashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            ranks.add(zipf(bound));
        }
        List<Tag> tags = new ArrayList<>();
        ranks.forEach(rank -> tags.add(tag(prefix, rank, body).build()));
        return tags;
    }

    /** The id of the country of that rank: two letters. */
    static String country(int rank) {
        return "" + (char) ('A' + rank / 26) + (char) ('A' + rank % 26);
    }

    private Tag.Builder tag(String prefix, int rank, String body) {
        int begin = random.nextInt(Math.max(1, body.length() - 12));
        return Tag.newBuilder()
                .setId(prefix.isEmpty() ? country(rank) : prefix + rank)
                .setLabel(word(rank))
                .setConfidence(random.nextInt(50, 100) / 100.0)
                .setSalience(random.nextInt(100) / 100.0)
                .setRule("bench")
                .setRuleVersion("1")
                .setMentions(List.of(new Mention(
                        Field.BODY, begin, begin + 12, body.substring(begin, Math.min(begin + 12, body.length())))));
    }

    /** Each place lies at one spot; the frequent ones are spread over the map like all others. */
    private List<Tag> places(String body) {
        List<Tag> places = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int rank = zipf(PLACES);
            places.add(tag("place:", rank, body)
                    .setLatitude(rank * 7_919L % 140_000 / 1_000.0 - 60)
                    .setLongitude(rank * 104_729L % 360_000 / 1_000.0 - 180)
                    .build());
        }
        return places;
    }

    private List<Tag> flashpoints(String body) {
        return random.nextInt(4) == 0
                ? List.of(tag("flashpoint-", zipf(FLASHPOINTS), body)
                        .setAbout(random.nextBoolean())
                        .build())
                : List.of();
    }
}

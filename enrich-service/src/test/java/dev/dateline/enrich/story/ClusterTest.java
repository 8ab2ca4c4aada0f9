package dev.dateline.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.enrich.duplicate.Sketch;
import dev.dateline.enrich.words.TermTable;
import dev.dateline.enrich.words.TermVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static Member member(long number, String body, boolean copy) {
        TermVector terms = TermVector.of("", body, List.of());
        Report report = new Report("a" + number, Instant.ofEpochSecond(number), Sketch.of("", body), terms);
        return new Member(report, number, (int) number, copy);
    }

    @Test
    void isComparedAsOneThatOnlyEverHadTheMembersThatAreLeft() {
        Random random = new Random(5);
        Cluster cluster = new Cluster("story", 0);
        List<Member> left = new ArrayList<>();
        TermTable asked = TermTable.of(TermVector.of("", MadeUpTexts.about(1, new Random(1)), List.of()));
        for (int i = 0; i < 600; i++) {
            if (left.isEmpty() || random.nextInt(100) < 60) {
                Member member = member(i, MadeUpTexts.about(1, random), random.nextInt(4) == 0);
                left.add(member);
                cluster.add(member);
            } else {
                cluster.remove(left.remove(random.nextInt(3) == 0 ? random.nextInt(left.size()) : 0));
            }
            Cluster anew = new Cluster("anew", 0);
            left.forEach(anew::add);
            assertThat(cluster.likeness(asked)).isEqualTo(anew.likeness(asked));
            assertThat(cluster.members()).containsExactlyElementsOf(anew.members());
        }
    }
}

package dev.dateline.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class NewlyCountedTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T12:02:00.007Z");
    private static final Instant SECOND = FIRST.plusSeconds(1);

    private final NewlyCounted counted = new NewlyCounted();
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void eachArticleIsToldOfOnce() {
        counted.add(FIRST);
        counted.add(SECOND);
        counted.tell(headers);

        assertThat(NewlyCounted.of(headers)).containsExactly(FIRST, SECOND);

        RecordHeaders next = new RecordHeaders();
        counted.tell(next);
        assertThat(next.toArray()).isEmpty();
    }

    @Test
    void whatOneRecordTellsAnotherTellsOn() {
        counted.add(FIRST);
        counted.tell(headers);

        NewlyCounted further = new NewlyCounted();
        further.add(SECOND);
        further.addAll(headers);
        RecordHeaders later = new RecordHeaders();
        further.tell(later);

        assertThat(NewlyCounted.of(later)).containsExactly(SECOND, FIRST);
    }

    @Test
    void aRecordTellsOfSoManyAndNoMore() {
        for (int i = 0; i <= NewlyCounted.MOST; i++) {
            counted.add(FIRST.plusMillis(i));
        }
        counted.tell(headers);

        assertThat(NewlyCounted.of(headers))
                .hasSize(NewlyCounted.MOST)
                .startsWith(FIRST)
                .endsWith(FIRST.plusMillis(NewlyCounted.MOST - 1));
    }

    @Test
    void whatIsNoTimeIsNobody() {
        headers.add(Headers.COUNTED, "soon,,-1,7,12345678901234567890".getBytes(StandardCharsets.UTF_8));

        assertThat(NewlyCounted.of(headers)).containsExactly(Instant.ofEpochMilli(7));
        assertThat(NewlyCounted.of(new RecordHeaders())).isEmpty();
    }
}

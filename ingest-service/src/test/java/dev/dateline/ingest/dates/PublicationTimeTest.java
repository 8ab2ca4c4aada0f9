package dev.dateline.ingest.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Publication;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTimeTest {

    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1987-02-26T15:02:20Z               | 1987-02-26T15:02:20Z
                    2024-05-31T07:08:09.123456Z        | 2024-05-31T07:08:09.123Z
                    2024-05-31 07:08:09+02:00          | 2024-05-31T05:08:09Z
                    2024-05-31T07:08+0200              | 2024-05-31T05:08:00Z
                    2024-05-31T07:08:09-05             | 2024-05-31T12:08:09Z
                    20240531T070809Z                   | 2024-05-31T07:08:09Z
                    20240531T070809-0400               | 2024-05-31T11:08:09Z
                    Fri, 31 May 2024 07:08:09 GMT      | 2024-05-31T07:08:09Z
                    Fri, 31 May 2024 07:08:09 +0530    | 2024-05-31T01:38:09Z
                    31 May 24 07:08 EDT                | 2024-05-31T11:08:00Z
                    Fri, 5 Jan 2024 07:08:09 EST       | 2024-01-05T12:08:09Z
                    Fri, 5 Jan 2024 07:08:09 PST       | 2024-01-05T15:08:09Z
                    Fri, 5 Jan 2024 07:08:09 CET       | 2024-01-05T06:08:09Z
                    Fri May 31 07:08:09 EDT 2024       | 2024-05-31T11:08:09Z
                    May 31, 2024, 7:08 PM ET           | 2024-05-31T23:08:00Z
                    May 31, 2024 at 12:08 a.m. EDT     | 2024-05-31T04:08:00Z
                    2024-05-31 07:08 Europe/Berlin     | 2024-05-31T05:08:00Z
                    2016-12-31T23:59:60Z               | 2016-12-31T23:59:59Z
                    """)
    void aDateWithTimeAndZoneIsStated(String raw, Instant instant) {
        assertThat(PublicationTime.of(raw, RECEIVED)).isEqualTo(publication(raw, instant, DateConfidence.STATED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2024-05-31                         | 2024-05-31T00:00:00Z
                    May 31, 2024                       | 2024-05-31T00:00:00Z
                    Friday 31 May 2024                 | 2024-05-31T00:00:00Z
                    2024-05-31T07:08:09                | 2024-05-31T07:08:09Z
                    2024-05-31 07:08                   | 2024-05-31T07:08:00Z
                    Fri, 31 May 2024 07:08:09 BST      | 2024-05-31T06:08:09Z
                    Fri, 31 May 2024 07:08:09 IST      | 2024-05-31T01:38:09Z
                    Fri, 31 May 2024 07:08:09 CST      | 2024-05-31T13:08:09Z
                    Fri, 31 May 2024 07:08:09 XYZT     | 2024-05-31T07:08:09Z
                    """)
    void whatWeSupplyOrChooseIsInferred(String raw, Instant instant) {
        assertThat(PublicationTime.of(raw, RECEIVED)).isEqualTo(publication(raw, instant, DateConfidence.INFERRED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "2024-02-30",
                "2024-05-31T25:00:00Z",
                "Fri, 31 Foo 2024 07:08:09 GMT",
                "1246-01-01",
                "2099-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "0000-00-00 00:00:00",
                "2024-05-31T07:08:09+99:99",
                "13:00 PM"
            })
    void whatIsUnreadableOrImplausibleIsTheTimeOfReceiptAndItsWordsAreKept(String raw) {
        assertThat(PublicationTime.of(raw, RECEIVED)).isEqualTo(publication(raw, RECEIVED, DateConfidence.INGEST));
    }

    @Test
    void aClockThatIsHoursAheadIsBelieved() {
        assertThat(PublicationTime.of("2026-06-02T11:59:00Z", RECEIVED).getConfidence())
                .isEqualTo(DateConfidence.STATED);
    }

    @Test
    void anAbsentDateIsTheTimeOfReceipt() {
        Publication publication = PublicationTime.of(null, RECEIVED);
        assertThat(publication.getRaw()).isEmpty();
        assertThat(publication.getInstant()).isEqualTo(RECEIVED);
    }

    @Test
    void aHostileTextIsAnsweredAtOnce() {
        assertThatCode(() -> PublicationTime.of("1 ".repeat(1_000_000), RECEIVED))
                .doesNotThrowAnyException();
        assertThatCode(() -> PublicationTime.of("May " + " ,".repeat(45), RECEIVED))
                .doesNotThrowAnyException();
    }

    private static Publication publication(String raw, Instant instant, DateConfidence confidence) {
        return new Publication(raw, instant, confidence);
    }
}

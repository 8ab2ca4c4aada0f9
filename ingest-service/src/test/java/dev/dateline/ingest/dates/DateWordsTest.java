package dev.dateline.ingest.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.schemas.DateConfidence;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateWordsTest {

    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-152                            | 2024-05-31T00:00:00Z
            2024152T070800Z                     | 2024-05-31T07:08:00Z
            2024-W22-5                          | 2024-05-31T00:00:00Z
            2024W225T0708Z                      | 2024-05-31T07:08:00Z
            2024-05                             | 2024-05-01T00:00:00Z
            2024                                | 2024-01-01T00:00:00Z
            2024-05-30T24:00:00Z                | 2024-05-31T00:00:00Z
            1717139289                          | 2024-05-31T07:08:09Z
            1717139289000                       | 2024-05-31T07:08:09Z
            Fri May 31 07:08:09 2024            | 2024-05-31T07:08:09Z
            Fri, 31 May 2024 07:08 GMT+02:00    | 2024-05-31T05:08:00Z
            Fri, 31 May 2024 07:08:09 -0400 (EDT) | 2024-05-31T11:08:09Z
            2024/05/31 07:08:09 +0000           | 2024-05-31T07:08:09Z
            31.05.2024 07:08                    | 2024-05-31T07:08:00Z
            31. Mai 2024 07:08                  | 2024-05-31T07:08:00Z
            vendredi 31 mai 2024 07:08          | 2024-05-31T07:08:00Z
            Vie, 31 mayo 2024 07:08:09 +0200    | 2024-05-31T05:08:09Z
            2024-május-31T7:08+02:00            | 2024-05-31T05:08:00Z
            Παρ, 31 Μάι 2024 07:08:09 EST     | 2024-05-31T12:08:09Z
            2024년 05월 31일  07:08:09         | 2024-05-30T22:08:09Z
            2024-05-31 오후 7:08:09             | 2024-05-31T10:08:09Z
            2024年5月31日 7時08分            | 2024-05-31T07:08:00Z
            """)
    void datesOfOtherHabitsAreRead(String raw, Instant instant) {
        assertThat(PublicationTime.of(raw, RECEIVED).getInstant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-366-1",
                "2023-366",
                "2024-W60",
                "31 Foo 2024",
                "2024-13",
                "9999999999999999999",
                "(((((",
                "년월일"
            })
    void whatIsNoDateIsNone(String raw) {
        assertThat(PublicationTime.of(raw, RECEIVED).getConfidence()).isEqualTo(DateConfidence.INGEST);
    }
}

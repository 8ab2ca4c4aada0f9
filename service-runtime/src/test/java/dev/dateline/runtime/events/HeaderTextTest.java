package dev.dateline.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void theLastHeaderOfANameCounts() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("feed", "before".getBytes(StandardCharsets.UTF_8));
        headers.add("feed", "Ämter".getBytes(StandardCharsets.UTF_8));

        assertThat(HeaderText.of(headers, "feed")).isEqualTo("Ämter");
    }

    @Test
    void whatIsNotThereOrHasNoValueHasNoText() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("feed", (byte[]) null);

        assertThat(HeaderText.of(headers, "feed")).isNull();
        assertThat(HeaderText.of(headers, "stage")).isNull();
    }
}

package dev.dateline.analysis.flashpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.analysis.phrases.Lines;
import dev.dateline.schemas.Field;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.FlashpointTone;
import dev.dateline.schemas.Mention;
import dev.dateline.schemas.Tag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneTest {

    @ParameterizedTest
    @CsvSource({
        "shelling; Kupiansk; killed,                CONFLICT",
        "ceasefire; talks; Kyiv; shelling,          TALKS",
        "Shelling; shelling; shelling; talks,       NEITHER",
        "Taiwan Strait; Taiwan; China,              NEITHER",
        "war; military,                             NEITHER",
        "de-escalation; escalation; peace talks,    TALKS"
    })
    void theWordsOfTheReceiptSayWhetherItIsConflictOrTalks(String mentions, FlashpointTone tone) {
        Tag tag = Tag.newBuilder()
                .setId("x")
                .setLabel("X")
                .setConfidence(1)
                .setSalience(1)
                .setRule("test")
                .setRuleVersion("1")
                .setMentions(Arrays.stream(mentions.split(";"))
                        .map(String::strip)
                        .map(word -> new Mention(Field.BODY, 0, word.length(), word))
                        .toList())
                .build();

        assertThat(Tone.of(tag)).isEqualTo(tone);
    }

    @Test
    void everyWordOfTheTablesIsOneOfTheSharedVocabulary() {
        assertThat(FlashpointFiles.vocabulary().terms())
                .extracting(FlashpointTerm::getText)
                .containsAll(Lines.of(Tone.class, "talks.txt"))
                .containsAll(Lines.of(Tone.class, "neither-conflict-nor-talks.txt"));
    }
}

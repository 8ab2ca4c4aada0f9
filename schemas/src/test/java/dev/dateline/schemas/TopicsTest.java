package dev.dateline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void theCatalogueListsEveryTopicThatIsDeclaredInIt() throws IllegalAccessException {
        List<Topic<?>> declared = new ArrayList<>();
        for (Field field : Topics.class.getFields()) {
            if (field.getType() == Topic.class) {
                declared.add((Topic<?>) field.get(null));
            }
        }

        assertThat(Topics.ALL).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void topicsAreToldApartByNamesOfTheNewsFamily() {
        assertThat(Topics.ALL)
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("news\\.[a-z-]+"));
    }

    @Test
    void everyTopicSaysWhatItsKeyIs() {
        assertThat(Topics.ALL).extracting(Topic::key).allMatch(key -> !key.isBlank());
    }

    @Test
    void onlyRejectedRecordsAreKeptAsBytesAndAllOthersAreAvro() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> !SpecificRecord.class.isAssignableFrom(topic.value()))
                .containsExactly(Topics.REJECTED);
    }

    @Test
    void aTopicThatForgetsByAgeHasItsRetentionInMilliseconds() {
        assertThat(Topics.RAW.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(30).toMillis()));
    }

    @Test
    void aTopicThatKeepsTheNewestRecordOfEachKeyIsCompactedAndForgetsNothingByAge() {
        assertThat(Topics.ENRICHED.settings())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void aFlashpointThatEndedIsRememberedForGood() {
        assertThat(Topics.FLASHPOINTS.settings())
                .containsEntry(
                        "delete.retention.ms",
                        Long.toString(Duration.ofDays(36_500).toMillis()));
        assertThat(Topics.ENRICHED.settings()).doesNotContainKey("delete.retention.ms");
    }

    @Test
    void everyFlashpointHasATopicOfItsOwnThatForgetsByAge() {
        assertThat(Topics.flashpoint("taiwan-strait").name()).isEqualTo("news.flashpoint.taiwan-strait");
        assertThat(Topics.flashpoint("taiwan-strait").partitions(12)).isEqualTo(1);
        assertThat(Topics.flashpoint("taiwan-strait").settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
    }

    @Test
    void everyTopicTakesTheLargestRecordThatTheServicesWrite() {
        assertThat(Topics.ALL)
                .extracting(Topic::settings)
                .allSatisfy(settings -> assertThat(settings)
                        .containsEntry("max.message.bytes", Integer.toString(Topic.MAX_RECORD_BYTES)));
    }

    @Test
    void thePartitionsFollowThePipelinesSettingUnlessTheTopicMustBeReadInOrder() {
        assertThat(Topics.RAW.partitions(12)).isEqualTo(12);
        assertThat(Topics.FLASHPOINTS.partitions(12)).isEqualTo(1);
    }
}

package dev.dateline.enrich.streams;

import dev.dateline.runtime.kafka.KafkaSettings;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** What the broker must have switched on before exactly-once can be promised. */
public final class ExactlyOnce {

    private static final String FEATURE = "transaction.version";
    /** The first version that bumps a producer's epoch with every transaction, which closes KAFKA-14402 (KIP-890). */
    private static final int REQUIRED = 2;

    private ExactlyOnce() {}

    /**
     * Asks the broker.
     *
     * @throws IllegalStateException if its transactions are of an older version, saying what to do
     */
    public static void require(KafkaSettings kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.admin())) {
            FinalizedVersionRange version = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get(FEATURE);
            int level = version == null ? 0 : version.maxVersionLevel();
            if (level < REQUIRED) {
                throw new IllegalStateException("the broker's " + FEATURE + " is " + level + ", exactly-once needs "
                        + REQUIRED + "; upgrade it: kafka-features.sh upgrade --feature " + FEATURE + "=" + REQUIRED);
            }
        }
    }
}

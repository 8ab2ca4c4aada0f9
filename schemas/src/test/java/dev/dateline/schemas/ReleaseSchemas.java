package dev.dateline.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Not a check: writes down the next version of every record that differs from its newest released one. Runs only when
 * asked for by name: {@code ./mvnw -pl schemas test -Dtest=ReleaseSchemas}.
 */
class ReleaseSchemas {

    @Test
    void writeWhatChanged() throws IOException {
        for (Schema current : CurrentSchemas.written()) {
            if (!current.equals(ReleasedSchemas.newest(current))) {
                System.out.println("released " + ReleasedSchemas.release(current));
            }
        }
    }
}

package dev.dateline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class SharedStackIT {

    @Test
    void acknowledgedRowsAreOnDisk(Stack stack) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(stack.freshDatabase(), stack.jdbcUser(), stack.jdbcPassword());
                ResultSet setting = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT current_setting('fsync') || ',' || current_setting('synchronous_commit')")) {
            assertThat(setting.next()).isTrue();
            assertThat(setting.getString(1)).isEqualTo("on,on");
        }
    }
}

package dev.dateline.publish.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Waits for word, from whichever instance, that something newer was committed. For one thread; connects when used. */
public final class HeadListener implements AutoCloseable {

    private final DatabaseAddress address;
    private final CountDownLatch tables;
    private @Nullable Connection connection;

    /** Waits first until the tables are there to be asked. */
    HeadListener(DatabaseAddress address, CountDownLatch tables) {
        this.address = address;
        this.tables = tables;
    }

    /**
     * Returns when there is word, or after the time given, and at once after a new connection, which may have missed some.
     *
     * @return whether there is something to ask; not while the tables are not there
     * @throws StoreException.Unavailable if the connection is lost or cannot be made
     */
    public boolean await(Duration longest) throws InterruptedException {
        if (!tables.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            if (connection == null) {
                connection = listen();
            } else {
                connection.unwrap(PGConnection.class).getNotifications((int) longest.toMillis());
            }
            return true;
        } catch (SQLException e) {
            close();
            throw new StoreException.Unavailable("PostgreSQL gives no word of what is new", e);
        }
    }

    private Connection listen() throws SQLException {
        Connection made = DriverManager.getConnection(
                address.url(), address.user(), address.password().value());
        try (Statement statement = made.createStatement()) {
            statement.execute("LISTEN " + Head.CHANNEL);
            return made;
        } catch (SQLException e) {
            made.close();
            throw e;
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new StoreException.Unavailable("A connection could not be closed", e);
            }
        }
    }
}

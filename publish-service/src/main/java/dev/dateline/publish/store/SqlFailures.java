package dev.dateline.publish.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Tells what the data is to blame for from what the surroundings are, by SQLSTATE class. */
public final class SqlFailures {

    private SqlFailures() {}

    /** Runs it, its failures in our words. */
    public static <T> T translating(Supplier<T> action) {
        try {
            return action.get();
        } catch (JdbiException e) {
            throw translate(e);
        }
    }

    /** The failure in our words: BadData or Unavailable. */
    static StoreException translate(JdbiException failure) {
        SQLException sql = sqlException(failure);
        String state = sql == null ? null : sql.getSQLState();
        return dataIsBad(state)
                ? new StoreException.BadData("PostgreSQL refuses the data (SQLSTATE " + state + ")", failure)
                : new StoreException.Unavailable("PostgreSQL cannot be used now (SQLSTATE " + state + ")", failure);
    }

    /** 22: data exception, 23: a constraint is broken, 54: over a limit of the program, such as an index entry's length. */
    private static boolean dataIsBad(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

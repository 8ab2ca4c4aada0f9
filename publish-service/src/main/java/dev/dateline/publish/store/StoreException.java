package dev.dateline.publish.store;

import org.jspecify.annotations.Nullable;

/** The read model could not do what was asked; nothing of it was done, unless a subtype says otherwise. */
public sealed class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Another instance has read on: what this one holds is out of date. */
    public static final class Fenced extends StoreException {
        private static final long serialVersionUID = 1L;

        Fenced(String message) {
            super(message, null);
        }
    }

    /** The database is there and refuses the data itself; the same data will be refused again. */
    public static final class BadData extends StoreException {
        private static final long serialVersionUID = 1L;

        BadData(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The database is away or unwell; later it may work. Whether a commit under way was done is not known. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

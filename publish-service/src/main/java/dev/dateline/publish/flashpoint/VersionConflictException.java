package dev.dateline.publish.flashpoint;

/** A change was made to a version that is no longer the newest. */
public final class VersionConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int current;

    VersionConflictException(int current) {
        super("the newest version is " + current);
        this.current = current;
    }

    /** The newest version; 0 if there is no flashpoint of that id. */
    public int current() {
        return current;
    }
}

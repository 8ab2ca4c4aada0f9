package dev.dateline.localstack;

import java.nio.file.Path;

/** Another stack, in this process or another one, holds the data folder. */
public final class DataFolderInUseException extends LocalStackException {

    private final Path folder;

    DataFolderInUseException(Path folder, String holder) {
        super("The data folder " + folder + " is in use by " + holder + ": stop that one or choose another folder");
        this.folder = folder;
    }

    /** {@return the folder that is held} */
    public Path folder() {
        return folder;
    }
}

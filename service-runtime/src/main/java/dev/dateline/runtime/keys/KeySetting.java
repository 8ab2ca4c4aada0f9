package dev.dateline.runtime.keys;

import dev.dateline.runtime.config.ConfigReader;
import dev.dateline.runtime.http.HttpConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The setting that names the file of keys. */
public final class KeySetting {

    private KeySetting() {}

    /**
     * Reads it. Absent, the service lets everyone in, and then must listen on this machine alone: anything else is a problem.
     *
     * @param name of the setting
     * @param grant what `dateline keys add` is to be told, for the message
     */
    public static Optional<Path> read(ConfigReader reader, HttpConfig http, String name, String grant) {
        Optional<Path> file = reader.optionalText(name).map(Path::of);
        if (file.isEmpty() && !http.isThisMachine()) {
            reader.problem(
                    name,
                    "is missing, and http.host is " + http.host()
                            + ", which others reach: make a key with `dateline keys" + " add --file FILE " + grant
                            + "` and set " + name + " to FILE, or set http.host to 127.0.0.1");
        }
        return file;
    }
}

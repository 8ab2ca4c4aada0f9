package dev.dateline.cli.up;

import java.nio.file.Path;

/**
 * What `up` was asked for.
 *
 * @param data the data folder
 * @param portsFrom the first of six ports, 0 for free ones
 * @param samples whether an empty store is given the bundled samples
 */
record UpOptions(Path data, int portsFrom, boolean samples) {

    private static final int PORTS = 6;

    UpOptions {
        if (portsFrom < 0 || portsFrom > 65_536 - PORTS) {
            throw new IllegalArgumentException(
                    "--ports-from must be from 0 to " + (65_536 - PORTS) + ", not " + portsFrom);
        }
    }
}

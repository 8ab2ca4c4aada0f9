package dev.dateline.cli.up;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What `up` was asked for.
 *
 * @param data the data folder
 * @param portsFrom the first of six ports, 0 for free ones
 * @param samples whether an empty store is given the bundled samples
 * @param feeds a list of feeds that ingest fetches, if any
 * @param keys the keys that ingest asks for, if it does
 * @param ingestHost the address that ingest listens on; other than this machine's own only with keys
 */
record UpOptions(
        Path data, int portsFrom, boolean samples, Optional<Path> feeds, Optional<Path> keys, String ingestHost) {

    private static final int PORTS = 6;

    /** Without feeds to fetch, and open to this machine alone. */
    UpOptions(Path data, int portsFrom, boolean samples) {
        this(data, portsFrom, samples, Optional.empty(), Optional.empty(), "127.0.0.1");
    }

    UpOptions {
        if (portsFrom < 0 || portsFrom > 65_536 - PORTS) {
            throw new IllegalArgumentException(
                    "--ports-from must be from 0 to " + (65_536 - PORTS) + ", not " + portsFrom);
        }
    }
}

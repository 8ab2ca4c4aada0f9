package dev.dateline.runtime.http;

import dev.dateline.runtime.config.ConfigReader;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a service listens.
 *
 * @param host {@code http.host}: the address to listen on, by default 127.0.0.1; 0.0.0.0 for all
 * @param port {@code http.port}: the port, 0 for a free one
 */
public record HttpConfig(String host, int port) {

    /** Reads it, with the service's own default port. */
    public static HttpConfig read(ConfigReader settings, int defaultPort) {
        return new HttpConfig(
                settings.text("http.host", "127.0.0.1"), settings.integer("http.port", defaultPort, 0, 65_535));
    }

    /** Whether this machine alone reaches it. */
    public boolean isThisMachine() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Not known to be safe; listening will say what is wrong with it.
        }
    }
}

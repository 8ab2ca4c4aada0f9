package dev.dateline.runtime.outbound;

import java.net.InetAddress;

/** Which addresses a request may go to. */
public enum Reach {
    /** Those of the public Internet alone. */
    PUBLIC,
    /** Those, and this machine's own: for a laptop. */
    LOOPBACK,
    /** Any: where a private address is meant. */
    ANYWHERE;

    boolean includes(InetAddress address) {
        return switch (this) {
            case PUBLIC -> PublicAddress.is(address);
            case LOOPBACK -> PublicAddress.is(address) || address.isLoopbackAddress();
            case ANYWHERE -> true;
        };
    }
}

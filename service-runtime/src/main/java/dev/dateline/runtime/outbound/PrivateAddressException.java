package dev.dateline.runtime.outbound;

import java.io.IOException;

/** A request would have gone to an address that only this network reaches. */
public final class PrivateAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    PrivateAddressException(String host) {
        super(host + " has a private address, which is not asked unless a setting says that it is meant");
    }
}

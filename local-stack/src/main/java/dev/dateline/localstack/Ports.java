package dev.dateline.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on 127.0.0.1. */
final class Ports {

    static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * {@return the wanted port if it can be listened on, or a free one for 0}
     *
     * @throws LocalStackException if another program listens on it
     */
    static int choose(String part, int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the three programs do themselves, so that connections still closing do not make a port look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), wanted), 1);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalStackException(
                    "Port %d on %s, wanted for %s, is taken: choose another one".formatted(wanted, HOST, part), e);
        }
    }
}

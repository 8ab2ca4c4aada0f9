package dev.dateline.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on 127.0.0.1. */
public final class Ports {

    static final String HOST = "127.0.0.1";

    /**
     * Below the range from which systems number outgoing connections: a port from there can be taken by a client while
     * the part that owns it restarts, even by its own client, which then talks to itself.
     */
    private static final int FIRST_FREE = 15_000;

    private static final int LAST_FREE = 32_000;
    private static final int ATTEMPTS = 200;

    private static final Set<Integer> GIVEN_OUT = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * {@return the wanted port if it can be listened on, or a free one for 0}
     *
     * @throws LocalStackException if another program listens on it
     */
    static int choose(String part, int wanted) {
        if (wanted == 0) {
            return free(part);
        }
        if (!canListenOn(wanted)) {
            throw new LocalStackException(
                    "Port %d on %s, wanted for %s, is taken: choose another one".formatted(wanted, HOST, part));
        }
        return wanted;
    }

    /**
     * {@return a port that nobody listens on, and that was not given out before}
     *
     * @param part what it is for
     * @throws LocalStackException if none is found
     */
    public static int free(String part) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
            if (canListenOn(port) && GIVEN_OUT.add(port)) {
                return port;
            }
        }
        throw new LocalStackException("No free port on " + HOST + " for " + part);
    }

    /** {@return true if something accepts a connection on the port} */
    static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(HOST, port)) {
            return socket.isConnected();
        }
    }

    private static boolean canListenOn(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the three programs do themselves, so that connections still closing do not make a port look taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

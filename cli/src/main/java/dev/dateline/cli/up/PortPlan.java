package dev.dateline.cli.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

/**
 * Six ports on 127.0.0.1, one a listener.
 *
 * @param page of publish, with the page and the read API
 * @param ingest where feeds push
 * @param enrich health and metrics
 * @param kafka the broker
 * @param registry the schema registry
 * @param postgres the read model
 */
record PortPlan(int page, int ingest, int enrich, int kafka, int registry, int postgres) {

    /** Six ports in a row; 0, which lets the system choose, for each that is taken. */
    static PortPlan from(int first, Consumer<String> progress) {
        int[] ports = new int[6];
        for (int i = 0; i < ports.length && first > 0; i++) {
            if (isFree(first + i)) {
                ports[i] = first + i;
            } else {
                progress.accept("port " + (first + i) + " is taken, another one is used");
            }
        }
        return new PortPlan(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it, so that connections of an earlier run that are still ending do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

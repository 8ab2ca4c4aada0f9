package dev.dateline.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and PostgreSQL and breaks the connection of a transaction at its commit, once when told to. */
final class PostgresProxy implements AutoCloseable {

    /** Where to break. */
    enum Fault {
        /** Nowhere. */
        NONE,
        /** PostgreSQL never hears of the commit. */
        BEFORE_COMMIT,
        /** PostgreSQL commits, and the client never hears of it. */
        AFTER_COMMIT
    }

    private final ServerSocket server;
    private final int target;
    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

    PostgresProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks the next connection that commits. */
    void breakNext(Fault fault) {
        next.set(fault);
    }

    /** Whether the break has happened. */
    boolean broken() {
        return next.get() == Fault.NONE;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket postgres = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> forward(client, postgres));
                Thread.ofVirtual().start(() -> copy(postgres, client));
            }
        } catch (IOException e) {
            closeQuietly(server);
        }
    }

    private void forward(Socket client, Socket postgres) {
        byte[] buffer = new byte[64 * 1024];
        try (client;
                postgres) {
            InputStream in = client.getInputStream();
            OutputStream out = postgres.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                boolean commits =
                        new String(Arrays.copyOf(buffer, read), StandardCharsets.ISO_8859_1).contains("COMMIT");
                Fault fault = commits ? next.getAndSet(Fault.NONE) : Fault.NONE;
                if (fault == Fault.BEFORE_COMMIT) {
                    return;
                }
                if (fault == Fault.AFTER_COMMIT) {
                    // Closed towards the client first: PostgreSQL still gets the commit and does it.
                    client.close();
                    out.write(buffer, 0, read);
                    out.flush();
                    postgres.shutdownOutput();
                    while (postgres.getInputStream().read(buffer) >= 0) {
                        continue;
                    }
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

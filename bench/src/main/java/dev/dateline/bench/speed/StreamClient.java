package dev.dateline.bench.speed;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the stream that comes back with the last id it saw, to either instance, and counts what it missed and what came
 * twice: as long as no article is revised, the ids it gets are all whole numbers in their order. For one thread.
 */
final class StreamClient implements Runnable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int STALLED_BUFFER_BYTES = 8 * 1024;
    private static final byte[] GUID = "\"guid\":\"".getBytes(StandardCharsets.US_ASCII);

    /** When a reader misbehaves: it is cut after about that time, or takes nothing for a while. */
    record Manners(@Nullable Duration cutAfter, @Nullable Duration stalls) {
        static final Manners GOOD = new Manners(null, null);
    }

    private final List<PublishProcess> instances;
    private final Manners manners;
    private final Random random;
    private final ObjLongConsumer<String> arrivals;
    private final boolean telling;
    private final byte[] start = new byte[32];
    private volatile long last;
    private volatile long gaps;
    private volatile long twice;
    private volatile long connections;
    private volatile boolean ending;
    private volatile boolean calm;

    /**
     * A reader.
     *
     * @param arrivals told the guid of each article and when it came, by {@link System#nanoTime}; costs time
     */
    StreamClient(
            List<PublishProcess> instances,
            long last,
            Manners manners,
            long seed,
            @Nullable ObjLongConsumer<String> arrivals) {
        this.instances = instances;
        this.last = last;
        this.manners = manners;
        this.random = new Random(seed);
        this.telling = arrivals != null;
        this.arrivals = arrivals == null ? (guid, at) -> {} : arrivals;
    }

    long last() {
        return last;
    }

    long gaps() {
        return gaps;
    }

    long twice() {
        return twice;
    }

    long connections() {
        return connections;
    }

    /** From now on it neither stalls nor is cut, so that it can come to the end. */
    void calmDown() {
        calm = true;
    }

    void end() {
        ending = true;
    }

    @Override
    public void run() {
        while (!ending) {
            try {
                connect();
            } catch (IOException e) {
                // Cut, by whichever side; it comes back.
                pause(BETWEEN_TRIES);
            }
        }
    }

    private void connect() throws IOException {
        PublishProcess instance = instances.get(random.nextInt(instances.size()));
        Duration stall = calm ? null : manners.stalls();
        try (Socket socket = new Socket()) {
            if (stall != null) {
                socket.setReceiveBufferSize(STALLED_BUFFER_BYTES);
            }
            socket.setSoTimeout(500);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), instance.port()), 2_000);
            // HTTP/1.0, so that what comes is the events alone and not in chunks.
            socket.getOutputStream()
                    .write(("GET /v1/stream HTTP/1.0\r\nHost: 127.0.0.1\r\nLast-Event-ID: " + last + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            connections++;
            read(socket.getInputStream(), stall);
        }
    }

    private void read(InputStream in, @Nullable Duration stall) throws IOException {
        Duration after = manners.cutAfter();
        long until = after == null || calm
                ? Long.MAX_VALUE
                : System.nanoTime() + (long) (after.toNanos() * 2 * random.nextDouble());
        byte[] buffer = new byte[BUFFER_BYTES];
        LineScan scan = new LineScan();
        boolean stalled = false;
        while (!ending && (calm || System.nanoTime() < until)) {
            int count;
            try {
                count = in.read(buffer);
            } catch (SocketTimeoutException e) {
                continue; // Nothing to say; a heartbeat will come.
            }
            if (count < 0) {
                return;
            }
            scan.take(buffer, count);
            if (stall != null && !stalled) {
                stalled = true;
                pause(stall);
            }
        }
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !ending) {
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                ending = true;
            }
        }
    }

    private void take(long id) {
        long before = last;
        if (id <= before) {
            twice++;
        } else {
            gaps += id - before - 1;
            last = id;
        }
    }

    /** Finds ids in bytes as they come, and guids where somebody wants them. */
    private final class LineScan {
        private int length;
        private int matched;
        private boolean inGuid;
        private final StringBuilder guid = new StringBuilder();
        private long pending = -1;

        void take(byte[] buffer, int count) {
            for (int i = 0; i < count; i++) {
                byte b = buffer[i];
                if (b == '\n') {
                    endLine();
                } else {
                    if (length < start.length) {
                        start[length] = b;
                    }
                    length++;
                    if (telling) {
                        look(b);
                    }
                }
            }
        }

        private void look(byte b) {
            if (inGuid) {
                if (b == '"') {
                    inGuid = false;
                    arrivals.accept(guid.toString(), System.nanoTime());
                    guid.setLength(0);
                } else {
                    guid.append((char) b);
                }
                return;
            }
            matched = b == GUID[matched] ? matched + 1 : b == GUID[0] ? 1 : 0;
            if (matched == GUID.length) {
                matched = 0;
                inGuid = true;
            }
        }

        /** An event counts once its empty line is there: what is cut in the middle is sent again. */
        private void endLine() {
            if (length == 0) {
                if (pending >= 0) {
                    StreamClient.this.take(pending);
                    pending = -1;
                }
            } else if (length < start.length && start[0] == 'i' && start[1] == 'd' && start[2] == ':') {
                pending = Long.parseLong(new String(start, 4, length - 4, StandardCharsets.US_ASCII).strip());
            }
            length = 0;
        }
    }
}

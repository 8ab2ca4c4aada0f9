package dev.dateline.ingest.fuzz;

import dev.dateline.ingest.charset.MarkupDecoder;
import dev.dateline.ingest.dates.PublicationTime;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.schemas.Lane;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Each target takes any bytes; it fails by an exception, or by working longer than a second on them. */
final class FuzzTargets {

    static final long LIMIT_NANOS = 1_000_000_000;

    private static final int TRIALS = 20;
    private static final Instant RECEIVED = Instant.parse("2026-06-01T12:00:00Z");
    private static final ItemParser PARSER = new ItemParser();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FuzzTargets() {}

    /** What there is to fuzz. */
    enum Target {
        /** Any document, its format told by its content. */
        PARSER {
            @Override
            void take(byte[] bytes) {
                FuzzTargets.PARSER.parse(bytes, null, "fuzz", RECEIVED, Lane.LIVE);
            }
        },
        /** XML of whatever kind. */
        XML {
            @Override
            void take(byte[] bytes) {
                FuzzTargets.PARSER.parse(bytes, "application/xml", "fuzz", RECEIVED, Lane.LIVE);
            }
        },
        /** Web pages. */
        HTML {
            @Override
            void take(byte[] bytes) {
                FuzzTargets.PARSER.parse(bytes, "text/html", "fuzz", RECEIVED, Lane.LIVE);
            }
        },
        /** Any document in which a stretch repeats itself; the last four bytes say which, and what the transport states. */
        REPEATED {
            @Override
            void take(byte[] bytes) {
                String[] stated = {
                    null, "application/xml", "text/html", "text/plain", "application/json", "application/x-ndjson"
                };
                int control = bytes.length < Repetition.CONTROL ? 0 : bytes[bytes.length - Repetition.CONTROL] & 0xFF;
                FuzzTargets.PARSER.parse(
                        Repetition.in(bytes), stated[control % stated.length], "fuzz", RECEIVED, Lane.LIVE);
            }
        },
        /** Dates. */
        DATES {
            @Override
            String seeds() {
                return "dates";
            }

            @Override
            void take(byte[] bytes) {
                PublicationTime.of(new String(bytes, StandardCharsets.UTF_8), RECEIVED);
            }
        },
        /** Character sets; the first byte chooses what the transport states. */
        CHARSETS {
            @Override
            void take(byte[] bytes) {
                String[] stated = {null, "utf-8", "utf-16", "gb2312", "big5", "koi8-r", "no-such-set", "ibm037"};
                String chosen = bytes.length == 0 ? null : stated[(bytes[0] & 0xFF) % stated.length];
                MarkupDecoder.decode(bytes, chosen, bytes.length % 2 == 0);
            }
        };

        abstract void take(byte[] bytes);

        /** The folder of its seeds. */
        String seeds() {
            return "documents";
        }
    }

    /**
     * Gives the bytes to the target; what is slow is given again some times, since code that was just loaded is slow for any bytes, longer
     * so where other work keeps the compiler from its turn.
     *
     * @throws IllegalStateException if it never worked for less than {@link #LIMIT_NANOS}
     */
    static void run(Target target, byte[] bytes) {
        for (int i = 0; i < TRIALS; i++) {
            if (isQuick(target, bytes)) {
                return;
            }
        }
        throw new IllegalStateException(
                target + " took over a second for " + bytes.length + " bytes, " + TRIALS + " times");
    }

    /** Gives the bytes to the target once; says whether it worked for less than {@link #LIMIT_NANOS}. */
    static boolean isQuick(Target target, byte[] bytes) {
        return nanos(target, bytes) <= LIMIT_NANOS;
    }

    /** The thread's own time, so that a busy machine looks like no hang. */
    private static long nanos(Target target, byte[] bytes) {
        long begin = THREADS.getCurrentThreadCpuTime();
        target.take(bytes);
        return THREADS.getCurrentThreadCpuTime() - begin;
    }
}

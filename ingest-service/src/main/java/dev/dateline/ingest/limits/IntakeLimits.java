package dev.dateline.ingest.limits;

import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.xml.XmlLimits;
import dev.dateline.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * What requests may cost. Sizes are bytes, counted both as they come and after decompression.
 *
 * @param requestBytes {@code ingest.max.request.bytes}: the largest request, read line by line; default 256 MiB
 * @param wholeBytes {@code ingest.max.whole.bytes}: the largest request that has to be held whole, that is, any but NDJSON,
 *     and any that is signed; default 8 MiB
 * @param heldBytes {@code ingest.max.held.bytes}: all requests together that are held whole at one time; default 64 MiB
 * @param itemBytes {@code ingest.max.item.bytes}: the largest item; twice that and a little more must fit into
 *     {@code message.max.bytes} of the brokers; default 400 KiB
 * @param depth {@code ingest.max.depth}: elements of XML, or objects and lists of JSON, inside one another; default 200
 * @param requests {@code ingest.max.requests}: requests that are being read or answered at one time; default 1000
 * @param items {@code ingest.max.items}: items in a request; default 100,000
 * @param acknowledgement {@code ingest.ack.timeout}: how long a request waits for Kafka after its last item was read; default 10 s
 * @param requestTime {@code ingest.max.request.time}: how long a body may take to arrive; default 10 min
 * @param bytesPerSecond {@code ingest.min.bytes.per.second}: how fast a body must arrive on the whole, once ten seconds have
 *     passed; default 1 KiB
 * @param requestsPerSecond {@code ingest.rate.requests}: requests a second of a key that has no rate of its own, twice that
 *     at once; default 50
 */
public record IntakeLimits(
        int requestBytes,
        int wholeBytes,
        int heldBytes,
        int itemBytes,
        int depth,
        int requests,
        int items,
        Duration acknowledgement,
        Duration requestTime,
        int bytesPerSecond,
        int requestsPerSecond) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** A request that may be held whole must find room. */
    public IntakeLimits {
        if (wholeBytes > heldBytes) {
            throw new IllegalArgumentException("ingest.max.whole.bytes (" + wholeBytes
                    + ") must not be above ingest.max.held.bytes (" + heldBytes + ")");
        }
    }

    /** Reads them. */
    public static IntakeLimits read(ConfigReader reader) {
        return new IntakeLimits(
                reader.integer("ingest.max.request.bytes", 256 * MIB, KIB, Integer.MAX_VALUE),
                reader.integer("ingest.max.whole.bytes", 8 * MIB, KIB, 64 * MIB),
                reader.integer("ingest.max.held.bytes", 64 * MIB, 64 * MIB, Integer.MAX_VALUE),
                reader.integer("ingest.max.item.bytes", ItemParser.DEFAULT_MAX_ITEM_BYTES, KIB, 64 * MIB),
                reader.integer("ingest.max.depth", XmlLimits.STANDARD.depth(), 1, 1000),
                reader.integer("ingest.max.requests", 1000, 1, 100_000),
                reader.integer("ingest.max.items", 100_000, 1, 10_000_000),
                reader.duration("ingest.ack.timeout", Duration.ofSeconds(10)),
                reader.duration("ingest.max.request.time", Duration.ofMinutes(10)),
                reader.integer("ingest.min.bytes.per.second", KIB, 1, MIB),
                reader.integer("ingest.rate.requests", 50, 1, 1_000_000));
    }
}

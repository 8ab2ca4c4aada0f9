package dev.dateline.enrich.story;

import dev.dateline.enrich.duplicate.Sketch;
import dev.dateline.enrich.words.TermVector;
import dev.dateline.schemas.Fingerprint;
import java.nio.ByteBuffer;
import java.time.Instant;

/** What stories compare of a text, as bytes on a topic or in a store. */
public final class Fingerprints {

    /** Of a text that nothing is compared with. */
    static final Fingerprint NONE =
            new Fingerprint(ByteBuffer.allocate(0), 0, ByteBuffer.allocate(0), ByteBuffer.allocate(0));

    private Fingerprints() {}

    /** The bytes of a report. */
    public static Fingerprint of(Report report) {
        return new Fingerprint(
                bytes(report.sketch().hashes()),
                report.sketch().halvings(),
                bytes(report.terms().terms()),
                bytes(report.terms().weights()));
    }

    /** The report of an article whose bytes these are. */
    static Report report(String articleId, Instant received, Fingerprint bytes) {
        return new Report(
                articleId,
                received,
                new Sketch(ints(bytes.getHashes()), bytes.getHalvings()),
                new TermVector(ints(bytes.getTerms()), shorts(bytes.getWeights())));
    }

    private static ByteBuffer bytes(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer bytes(short[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES);
        bytes.asShortBuffer().put(values);
        return bytes;
    }

    private static int[] ints(ByteBuffer bytes) {
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.duplicate().asIntBuffer().get(values);
        return values;
    }

    private static short[] shorts(ByteBuffer bytes) {
        short[] values = new short[bytes.remaining() / Short.BYTES];
        bytes.duplicate().asShortBuffer().get(values);
        return values;
    }
}

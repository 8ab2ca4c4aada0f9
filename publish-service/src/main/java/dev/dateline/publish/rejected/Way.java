package dev.dateline.publish.rejected;

import dev.dateline.publish.store.RejectedPlace;
import java.util.Locale;

/** What becomes of a refused record that is to be replayed. */
sealed interface Way {

    /** Where it goes. */
    enum Target {
        /** Through ingest's door, to be parsed again. */
        INGEST("ingest's door, to be parsed again"),
        /** To news.raw again, key and headers kept. */
        NEWS_RAW("news.raw, with its key and headers"),
        /** Into the read model, read again from where it lies. */
        READ_MODEL("the read model, read again from where it lies");

        private final String words;

        Target(String words) {
            this.words = words;
        }

        /** For programs. */
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** For people. */
        String words() {
            return words;
        }

        static Target of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * It goes somewhere.
     *
     * @param source where its bytes are read
     */
    record To(Target target, RejectedPlace source) implements Way {}

    /**
     * It is passed over.
     *
     * @param reason why, for programs
     * @param detail why, and what to do about it
     */
    record Skip(String reason, String detail) implements Way {}
}

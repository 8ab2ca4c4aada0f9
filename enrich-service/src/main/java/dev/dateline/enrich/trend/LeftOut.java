package dev.dateline.enrich.trend;

/** Why an article moves no trend. */
enum LeftOut {
    /** It was loaded afterwards. */
    BACKFILL,
    /** It counted with its first revision. */
    REVISION,
    /** It came long after others of its partition that were received later. */
    LATE,
    /** It was published more than a day before it was received. */
    OLD,
    /** It says that it was received after it was read. */
    FUTURE,
    /** It is the end of an article. */
    TAKEN_DOWN
}

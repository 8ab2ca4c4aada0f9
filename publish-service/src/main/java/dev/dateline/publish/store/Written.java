package dev.dateline.publish.store;

import java.time.Duration;
import java.util.List;

/**
 * What a transaction did.
 *
 * @param lags of each article revision stored, how long ago ingest took it
 * @param takedowns articles removed
 * @param refused records put among the rejected
 */
public record Written(List<Duration> lags, int takedowns, int refused) {}

package dev.dateline.runtime.outbound;

import java.time.Duration;

/**
 * How a client behaves towards the outside.
 *
 * @param userAgent what it calls itself
 * @param timeout how long an answer may take from first to last byte
 * @param mostBytes how many bytes of an answer are read, as they come and decompressed
 * @param refuseLonger whether a longer answer is a failure; otherwise it is cut there
 * @param connections open at a time to one host and port
 */
public record OutboundConfig(
        String userAgent, Duration timeout, int mostBytes, boolean refuseLonger, int connections) {}

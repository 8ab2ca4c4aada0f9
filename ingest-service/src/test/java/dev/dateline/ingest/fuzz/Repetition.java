package dev.dateline.ingest.fuzz;

import java.util.Arrays;

/**
 * Makes a long document of a short one. What takes quadratic time is only seen in long inputs, which a fuzzer that changes a byte here and
 * there hardly ever makes.
 */
final class Repetition {

    /** The bytes at the end of an input that say what is repeated. */
    static final int CONTROL = 4;

    private static final int LONGEST = 64 * 1024;

    private Repetition() {}

    /** The document before the control bytes, with one stretch of it repeated until it is long. */
    static byte[] in(byte[] input) {
        int length = input.length - CONTROL;
        if (length <= 0) {
            return input;
        }
        int begin = ((input[length + 1] & 0xFF) << 8 | input[length + 2] & 0xFF) % length;
        int stretch = Math.min(1 + (input[length + 3] & 0xFF), length - begin);
        int times = Math.max(1, (LONGEST - length) / stretch);
        byte[] document = Arrays.copyOf(input, length + (times - 1) * stretch);
        for (int at = begin; at < begin + times * stretch; at += stretch) {
            System.arraycopy(input, begin, document, at, stretch);
        }
        System.arraycopy(input, begin + stretch, document, begin + times * stretch, length - begin - stretch);
        return document;
    }
}

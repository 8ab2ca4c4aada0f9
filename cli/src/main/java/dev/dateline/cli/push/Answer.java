package dev.dateline.cli.push;

import java.util.List;

/**
 * What ingest said to one request.
 *
 * @param accepted items it acknowledged
 * @param refusals items it refused, with the reason
 */
public record Answer(int accepted, List<Refusal> refusals) {

    /** Copies the refusals. */
    public Answer {
        refusals = List.copyOf(refusals);
    }

    /**
     * One refused item.
     *
     * @param line its line within the request, from 1
     * @param code the stable code of the reason
     * @param detail the reason in words
     */
    public record Refusal(int line, String code, String detail) {}
}

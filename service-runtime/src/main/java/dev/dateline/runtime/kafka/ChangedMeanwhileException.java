package dev.dateline.runtime.kafka;

/** Another process changed the topic at the same time; nothing was written, and the change may be tried again. */
public final class ChangedMeanwhileException extends Exception {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException(String topic, Throwable cause) {
        super("another process changed " + topic + " at the same time", cause);
    }
}

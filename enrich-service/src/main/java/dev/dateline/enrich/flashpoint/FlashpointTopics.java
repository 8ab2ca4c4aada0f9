package dev.dateline.enrich.flashpoint;

/** Which flashpoints have a topic that takes articles. */
public interface FlashpointTopics {

    /** Makes the topic of a flashpoint, before this returns if the broker answers soon. Never throws. */
    void open(String flashpoint);

    /** Ends the topic of a flashpoint: no further articles. */
    void retire(String flashpoint);

    /** Whether articles about the flashpoint can be sent to its topic now. */
    boolean isOpen(String flashpoint);
}

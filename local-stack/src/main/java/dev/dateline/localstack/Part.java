package dev.dateline.localstack;

/**
 * One of the three programs of the stack. It keeps its port and its data through {@link #stop()}, {@link #kill()} and
 * {@link #restart()}, so clients find it again at the same address.
 */
public sealed interface Part permits Broker, Registry, Postgres {

    /** {@return what users call it: {@code kafka}, {@code registry}, {@code postgres}} */
    String name();

    /** {@return its port on 127.0.0.1} */
    int port();

    /** Shuts it down in good order; does nothing if it is down. */
    void stop();

    /**
     * Ends it as {@code kill -9} does, and returns when it is gone.
     *
     * @throws UnsupportedOperationException if it runs in this JVM
     */
    void kill();

    /**
     * Stops it if it runs, then starts it on the same port and data, and returns when it answers.
     *
     * @throws LocalStackException if it does not come up
     */
    void restart();

    /** {@return whether it is up: started, and not ended since by whatever cause} */
    boolean running();
}

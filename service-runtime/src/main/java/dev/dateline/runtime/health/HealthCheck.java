package dev.dateline.runtime.health;

/** Whether one thing that a service needs is there now. */
public interface HealthCheck {

    /** The name that a failing answer shows: short, lower case, stable. */
    String name();

    /**
     * Returns if all is well.
     *
     * @throws Exception what is wrong; goes to the log. The message of an IllegalStateException without a cause is told to who
     *     asked too: it says what to do, and no secrets
     */
    void check() throws Exception;

    /** What a check does, for {@link #of}. */
    @FunctionalInterface
    interface Action {
        /** See {@link HealthCheck#check}. */
        void run() throws Exception;
    }

    /** A check made of a name and an action. */
    static HealthCheck of(String name, Action action) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check() throws Exception {
                action.run();
            }
        };
    }
}

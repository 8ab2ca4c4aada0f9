package dev.dateline.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {

    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void partsCloseInReverseAndOnce() throws Exception {
        closer.register(() -> closed.add("first"));
        closer.register(() -> closed.add("second"));

        closer.close();
        closer.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void noFailureIsLostAndNoneKeepsTheOthersOpen() {
        IOException later = new IOException("later");
        AssertionError first = new AssertionError("first");
        closer.register(() -> closed.add("opened first"));
        closer.register(() -> {
            throw later;
        });
        closer.register(() -> {
            throw first;
        });

        assertThatThrownBy(closer::close).isSameAs(first).hasSuppressedException(later);
        assertThat(closed).containsExactly("opened first");
    }

    @Test
    void afterAFailedStartItsCauseComesFirst() {
        IOException cause = new IOException("start");
        IOException onClose = new IOException("close");
        closer.register(() -> {
            throw onClose;
        });

        assertThat(closer.closeAfter(cause)).isSameAs(cause).hasSuppressedException(onClose);
    }
}

package dev.dateline.publish.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Where the bytes of a rejected record lie, which is its name as well: {@code TOPIC:PARTITION:OFFSET}. */
public record RejectedPlace(String topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9._-]{1,249}):(\\d{1,6}):(\\d{1,18})");

    /** The place of that name; empty if it is none. */
    public static Optional<RejectedPlace> parse(String name) {
        Matcher form = FORM.matcher(name);
        return form.matches()
                ? Optional.of(new RejectedPlace(
                        form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    /** The partition. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** Its name. */
    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}

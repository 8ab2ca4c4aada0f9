package dev.dateline.enrich.streams;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Gives a configured serde for a class of record. */
@FunctionalInterface
public interface RecordSerdes {

    /** A new serde; whoever it is given to closes it. */
    <T extends SpecificRecord> Serde<T> of(Class<T> type);
}

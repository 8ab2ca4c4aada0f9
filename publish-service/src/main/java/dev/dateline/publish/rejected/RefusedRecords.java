package dev.dateline.publish.rejected;

import dev.dateline.publish.audit.Audit;
import dev.dateline.publish.door.IngestDoor;
import dev.dateline.publish.store.ReadModel;
import dev.dateline.runtime.http.Routes;
import dev.dateline.runtime.kafka.KafkaSettings;
import java.time.Clock;

/** What can be done with refused records: look into one, and replay many. Owns the thread that replays. */
public final class RefusedRecords implements AutoCloseable {

    private final RecordRoutes record;
    private final ReplayRoutes replay;
    private final Replayer replayer;

    private RefusedRecords(RecordRoutes record, ReplayRoutes replay, Replayer replayer) {
        this.record = record;
        this.replay = replay;
        this.replayer = replayer;
    }

    /** Begins to replay what is to be replayed. */
    public static RefusedRecords start(
            ReadModel readModel, KafkaSettings kafka, IngestDoor door, ReplayConfig config, Audit audit, Clock clock) {
        Replays replays = new Replays(readModel, audit);
        Replayer replayer = Replayer.start(replays, kafka, door, readModel, clock);
        return new RefusedRecords(
                new RecordRoutes(readModel.rejected(), kafka),
                new ReplayRoutes(replays, replayer, kafka, door, config),
                replayer);
    }

    /** Adds the routes. */
    public void addTo(Routes routes) {
        record.addTo(routes);
        replay.addTo(routes);
    }

    @Override
    public void close() throws InterruptedException {
        replayer.close();
    }
}

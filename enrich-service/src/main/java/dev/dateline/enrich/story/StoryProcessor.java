package dev.dateline.enrich.story;

import dev.dateline.enrich.order.ReadingProgress;
import dev.dateline.enrich.order.Turns;
import dev.dateline.enrich.streams.EmptyWindowStore;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EndedStory;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk at work: sends each article on with its story, an end of an article as it is, and a few times a second the stories
 * that changed. Reports that are late are placed in the order in which they were received, not in that in which they were
 * read. Only when a story is told and when an article was placed goes by the clock, not what a story is in the end.
 */
final class StoryProcessor implements Processor<String, ArticleReport, String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(StoryProcessor.class);

    private static final Duration TELL_EVERY = Duration.ofMillis(250);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** How many of those that wait are placed at one look, which takes some 40 ms: others have to read and to commit meanwhile. */
    private static final int AT_A_LOOK = 128;

    /** How many of those that wait are placed with one that comes, so that they become fewer. */
    private static final int WITH_ONE = 16;

    private static final int PLACED_FIELD =
            Times.getClassSchema().getField("placed").pos();

    private final StoryRules rules;
    private final Duration step;
    private final ReadingProgress progress;
    private final StoryMetrics metrics;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls before the first record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private StoryDesk desk;

    @SuppressWarnings("NullAway.Init")
    private StoryHorizon horizon;

    @SuppressWarnings("NullAway.Init")
    private WaitingReports waiting;

    /** There while something waits. */
    private @Nullable Cancellable looks;

    /** The latest time of a record that was placed; before the first, the stream's, which is none before that. */
    private OptionalLong placedTime = OptionalLong.empty();

    StoryProcessor(StoryRules rules, Duration step, ReadingProgress progress, StoryMetrics metrics) {
        this.rules = rules;
        this.step = step;
        this.progress = progress;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        WindowStore<String, EndedStory> ended = context.getStateStore(StoryStage.ENDED_STORE);
        this.desk = new StoryDesk(
                rules,
                new KeptInStore<>(context.getStateStore(StoryStage.REPORTS_STORE)),
                new KeptInStore<>(context.getStateStore(StoryStage.STATES_STORE)),
                new KeptInWindow<>(ended, () -> placedTime.orElseGet(context::currentStreamTimeMs)));
        EmptyWindowStore.begin(
                context, ended, EndedStory.newBuilder().setStory("").build());
        this.horizon = new StoryHorizon(context.getStateStore(StoryStage.HORIZON_STORE), step);
        this.waiting = new WaitingReports(
                new KeptInStore<>(context.getStateStore(StoryStage.WAITING_STORE)),
                new KeptInStore<>(context.getStateStore(StoryStage.TIMES_STORE)),
                progress,
                this::passedOver);
        context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tell);
        lookWhileSomethingWaits();
    }

    @Override
    public void process(Record<String, ArticleReport> record) {
        long offset = context.recordMetadata().orElseThrow().offset();
        if (waiting.goesAtOnce(record, offset, context.currentSystemTimeMs())) {
            place(record);
        } else {
            placeWaiting(WITH_ONE);
        }
        lookWhileSomethingWaits();
    }

    private void lookWhileSomethingWaits() {
        if (waiting.size() > 0 && looks == null) {
            looks = context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
        } else if (waiting.size() == 0 && looks != null) {
            looks.cancel();
            looks = null;
        }
    }

    private void look(long now) {
        placeWaiting(AT_A_LOOK);
        lookWhileSomethingWaits();
    }

    /** Places those whose turn it is, so many at most. */
    private void placeWaiting(int most) {
        for (int placed = 0; placed < most; placed++) {
            Optional<Record<String, ArticleReport>> next = waiting.next(context.currentSystemTimeMs());
            if (next.isEmpty()) {
                return;
            }
            place(next.get());
        }
    }

    private void passedOver(int partition) {
        LOG.atWarn()
                .addKeyValue("partition", partition)
                .log(
                        "{} is not read on, and later articles are not held up by it any more; see the runbook,"
                                + " DatelineStoriesOutOfOrder",
                        partition == Turns.UNKNOWN
                                ? "Nobody tells how far news.raw is read: it"
                                : "A partition of news.raw");
        metrics.passedOver();
    }

    private void place(Record<String, ArticleReport> record) {
        @Nullable ArticleReport report = record.value();
        if (report == null) {
            desk.remove(record.key());
            tell(desk.tellLate(), record.timestamp());
            context.forward(horizon.on(record.withValue(null)));
            return;
        }
        placedTime = OptionalLong.of(Math.max(placedTime.orElse(0), record.timestamp()));
        EnrichedArticle placed = desk.place(report, desk.nextNumber());
        tell(desk.tellLate(), record.timestamp());
        placed.getTimes().put(PLACED_FIELD, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        metrics.placed(placed.getCopyOf().isPresent());
        boolean entered = horizon.pass(placed);
        context.forward(horizon.on(record.withValue(placed)));
        if (entered) {
            context.forward(
                    horizon.on(new Record<>(Topics.HORIZON_MARK, null, record.timestamp(), new RecordHeaders())));
        }
    }

    private void tell(long now) {
        tell(desk.tell(), now);
        metrics.stands(desk, waiting.size());
    }

    private void tell(List<StoryDesk.Told> told, long now) {
        told.forEach(story -> context.forward(new Record<>(story.id(), story, now, new RecordHeaders())));
        metrics.told(told.size());
    }
}

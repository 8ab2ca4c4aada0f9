package dev.dateline.enrich.story;

import dev.dateline.enrich.streams.EmptyWindowStore;
import dev.dateline.schemas.ArticleReport;
import dev.dateline.schemas.EndedStory;
import dev.dateline.schemas.EnrichedArticle;
import dev.dateline.schemas.Times;
import dev.dateline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * The desk at work: sends each article on with its story, an end of an article as it is, and a few times a second the stories
 * that changed. Reports are numbered by their place in the one partition that they come from, so that the numbers need no
 * state. Only when a story is told and when an article was placed goes by the clock, not what a story is in the end.
 */
final class StoryProcessor implements Processor<String, ArticleReport, String, Object> {

    private static final Duration TELL_EVERY = Duration.ofMillis(250);

    private static final int PLACED_FIELD =
            Times.getClassSchema().getField("placed").pos();

    private final StoryRules rules;
    private final Duration step;
    private final StoryMetrics metrics;

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls before the first record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private StoryDesk desk;

    @SuppressWarnings("NullAway.Init")
    private StoryHorizon horizon;

    StoryProcessor(StoryRules rules, Duration step, StoryMetrics metrics) {
        this.rules = rules;
        this.step = step;
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
                new KeptInWindow<>(ended, context::currentStreamTimeMs));
        EmptyWindowStore.begin(
                context, ended, EndedStory.newBuilder().setStory("").build());
        this.horizon = new StoryHorizon(context.getStateStore(StoryStage.HORIZON_STORE), step);
        context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tell);
    }

    @Override
    public void process(Record<String, ArticleReport> record) {
        @Nullable ArticleReport report = record.value();
        if (report == null) {
            desk.remove(record.key());
            tell(desk.tellLate(), record.timestamp());
            context.forward(horizon.on(record.withValue(null)));
            return;
        }
        EnrichedArticle placed =
                desk.place(report, context.recordMetadata().orElseThrow().offset());
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
        metrics.stands(desk);
    }

    private void tell(List<StoryDesk.Told> told, long now) {
        told.forEach(story -> context.forward(new Record<>(story.id(), story, now, new RecordHeaders())));
        metrics.told(told.size());
    }
}

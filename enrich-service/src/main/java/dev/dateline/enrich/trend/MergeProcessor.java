package dev.dateline.enrich.trend;

import dev.dateline.schemas.PartialRanking;
import dev.dateline.schemas.RankingParts;
import dev.dateline.schemas.TrendRanking;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Merges the leaders of all partitions into one ranking, and publishes it if it says anything new. */
final class MergeProcessor implements Processor<String, PartialRanking, String, TrendRanking> {

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, TrendRanking> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, RankingParts> rankings;

    @Override
    public void init(ProcessorContext<String, TrendRanking> context) {
        this.context = context;
        this.rankings = context.getStateStore(TrendsTopology.RANKINGS_STORE);
    }

    @Override
    public void process(Record<String, PartialRanking> record) {
        Optional<RankingParts> known = Optional.ofNullable(rankings.get(record.key()));
        RankingParts merged = Rankings.merge(known, record.value());
        rankings.put(record.key(), merged);
        TrendRanking ranking = merged.getPublished().orElseThrow();
        if (known.flatMap(RankingParts::getPublished)
                .filter(published -> saysTheSame(published, ranking))
                .isEmpty()) {
            context.forward(record.withValue(ranking));
        }
    }

    private static boolean saysTheSame(TrendRanking one, TrendRanking other) {
        return one.getWindowEnd().equals(other.getWindowEnd())
                && one.getEntries().equals(other.getEntries());
    }
}

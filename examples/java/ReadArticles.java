import dev.dateline.runtime.avro.AvroDeserializer;
import dev.dateline.schemas.EnrichedArticle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints the articles of news.enriched, a line each: BROKERS REGISTRY [COUNT]. */
final class ReadArticles {

    public static void main(String[] args) {
        long count = args.length > 2 ? Long.parseLong(args[2]) : Long.MAX_VALUE;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args[0],
                "schema.registry.url", args[1],
                "group.id", "example-java-" + System.nanoTime(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "key.deserializer", StringDeserializer.class.getName(),
                "value.deserializer", AvroDeserializer.class.getName());
        try (KafkaConsumer<String, EnrichedArticle> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of("news.enriched"));
            while (count > 0) {
                for (ConsumerRecord<String, EnrichedArticle> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null && count-- > 0) {
                        print(record);
                    }
                }
            }
        }
    }

    private static void print(ConsumerRecord<String, EnrichedArticle> record) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        var article = record.value().getArticle();
        System.out.println(id + "\t" + article.getPublisher().orElse(article.getFeed()) + "\t" + article.getTitle());
    }
}

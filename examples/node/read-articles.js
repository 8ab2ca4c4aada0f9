// Prints the articles of news.enriched, a line each: node read-articles.js BROKERS REGISTRY [COUNT]
const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = require("kafkajs");
const { SchemaRegistryClient, SerdeType, AvroDeserializer } = require("@confluentinc/schemaregistry");
const { decompress } = require("fzstd");

const [brokers, registryUrl, count] = process.argv.slice(2);
let left = count ? Number(count) : Infinity;

CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: () => Promise.reject(new Error("this example only reads")),
  decompress: async (bytes) => Buffer.from(decompress(bytes)),
});

async function main() {
  const kafka = new Kafka({ clientId: "example-node", brokers: brokers.split(","), logLevel: logLevel.ERROR });
  const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  // kafkajs reads what is committed unless told otherwise.
  const consumer = kafka.consumer({ groupId: `example-node-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic: "news.enriched", fromBeginning: true });
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, (event) => reject(event.payload.error));
    consumer
      .run({
        eachMessage: async ({ topic, message }) => {
          if (message.value === null || left <= 0) return;
          const { article } = await deserializer.deserialize(topic, message.value);
          console.log([message.headers.ce_id, article.publisher ?? article.feed, article.title].join("\t"));
          if (--left <= 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);

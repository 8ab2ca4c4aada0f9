// Reads and writes Avro records with Confluent's own client for Node.
//   node exchange.js read BROKERS REGISTRY TOPIC           prints the first record as JSON
//   node exchange.js write BROKERS REGISTRY TOPIC RECORD   writes the JSON with the subject's latest schema
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistryClient, SerdeType, AvroSerializer, AvroDeserializer } = require("@confluentinc/schemaregistry");

const [command, brokers, registryUrl, topic, json] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "exchange", brokers: brokers.split(","), logLevel: logLevel.ERROR });
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });

async function read() {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  const consumer = kafka.consumer({ groupId: `exchange-${topic}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const record = await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, (event) => reject(event.payload.error));
    consumer.run({
      eachMessage: ({ message }) => deserializer.deserialize(topic, message.value).then(resolve, reject),
    }).catch(reject);
  });
  await consumer.disconnect();
  console.log(JSON.stringify(record));
}

async function write() {
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { autoRegisterSchemas: false, useLatestVersion: true });
  const producer = kafka.producer();
  await producer.connect();
  const value = await serializer.serialize(topic, JSON.parse(json));
  await producer.send({ topic, messages: [{ key: "key", value }] });
  await producer.disconnect();
}

(command === "read" ? read() : write()).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);

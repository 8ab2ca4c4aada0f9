package dev.dateline.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dateline.localstack.Stack;
import dev.dateline.localstack.StackExtension;
import dev.dateline.runtime.avro.BadRecordException.Fault;
import dev.dateline.runtime.avro.SchemaRegistry.Registered;
import dev.dateline.schemas.FlashpointDefinition;
import dev.dateline.schemas.FlashpointTerm;
import dev.dateline.schemas.RawArticle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class AvroSerdeIT {

    private final String topic = "serde-" + UUID.randomUUID();
    private Map<String, Object> config = Map.of();
    private SchemaRegistry registry = new SchemaRegistry(RegistryConfig.of(Map.of("schema.registry.url", "http://x")));

    @BeforeEach
    void useTheRealRegistry(Stack stack) {
        config = Map.of("schema.registry.url", stack.registryUrl(), "max.retries", 2);
        registry = new SchemaRegistry(RegistryConfig.of(config));
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(config);
        all.putAll(more);
        AvroSerde<T> serde = new AvroSerde<>();
        serde.configure(all, false);
        return serde;
    }

    private <T extends SpecificRecord> AvroSerde<T> serde() {
        return serde(Map.of());
    }

    private byte[] bytes(SpecificRecord record) {
        return this.<SpecificRecord>serde().serializer().serialize(topic, record);
    }

    private static byte[] bytes(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        return out.toByteArray();
    }

    @Test
    void recordsComeBackAsTheyWereWritten() {
        for (SpecificRecord record :
                List.of(SampleRecords.raw("a"), SampleRecords.enriched("b"), SampleRecords.flashpoint("c"))) {
            AvroSerde<SpecificRecord> serde = serde();
            String own = topic + record.getSchema().getName();

            byte[] bytes = serde.serializer().serialize(own, record);

            assertThat(serde.deserializer().deserialize(own, bytes)).isEqualTo(record);
        }
    }

    @Test
    void aRecordBeginsWithZeroAndTheIdOfItsSchemaInTheRegistry() {
        byte[] bytes = bytes(SampleRecords.raw("a"));

        Registered latest = registry.latest(topic + "-value");
        assertThat(ByteBuffer.wrap(bytes).get()).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(latest.id());
        assertThat(latest.schema().getFullName()).isEqualTo("dev.dateline.schemas.RawArticle");
    }

    @Test
    void theRegisteredSchemaIsFreeOfJava() {
        bytes(SampleRecords.enriched("a"));

        assertThat(registry.latest(topic + "-value").schema().toString()).doesNotContain("avro.java");
    }

    @Test
    void nothingIsATombstone() {
        AvroSerde<RawArticle> serde = serde();

        assertThat(serde.serializer().serialize(topic, null)).isNull();
        assertThat(serde.deserializer().deserialize(topic, null)).isNull();
    }

    @Test
    void aKeyHasASubjectOfItsOwn() {
        AvroSerializer<FlashpointDefinition> serializer = new AvroSerializer<>();
        serializer.configure(config, true);

        serializer.serialize(topic, SampleRecords.flashpoint("a"));

        assertThat(registry.latest(topic + "-key").schema().getName()).isEqualTo("FlashpointDefinition");
    }

    /** A FlashpointTerm as a later release may have it. */
    private static Schema termWithNote() {
        return SchemaBuilder.record("FlashpointTerm")
                .namespace("dev.dateline.schemas")
                .fields()
                .name("note")
                .type()
                .stringType()
                .stringDefault("none")
                .requiredDouble("weight")
                .requiredString("text")
                .endRecord();
    }

    @Test
    void aRecordOfALaterSchemaIsReadByThisOne() throws IOException {
        Registered later = registry.register(topic + "-value", termWithNote());
        GenericRecord record = new GenericData.Record(later.schema());
        record.put("note", "added later");
        record.put("weight", 0.25);
        record.put("text", "blockade");

        assertThat(serde().deserializer().deserialize(topic, bytes(later.id(), record)))
                .isEqualTo(new FlashpointTerm("blockade", 0.25));
    }

    @Test
    void theLatestVersionIsWrittenWhereConfigured() {
        bytes(new FlashpointTerm("first", 1.0));
        Registered later = registry.register(topic + "-value", termWithNote());
        FlashpointTerm record = new FlashpointTerm("blockade", 0.25);

        byte[] bytes = this.<FlashpointTerm>serde(Map.of("auto.register.schemas", false, "use.latest.version", true))
                .serializer()
                .serialize(topic, record);

        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(later.id());
        assertThat(serde().deserializer().deserialize(topic, bytes)).isEqualTo(record);
    }

    @Test
    void withoutRegistrationARegisteredSchemaIsFoundAndAnotherRefused() {
        AvroSerde<SpecificRecord> serde = serde(Map.of("auto.register.schemas", false));

        RegistryRefusedException failure = catchThrowableOfType(
                RegistryRefusedException.class, () -> serde.serializer().serialize(topic, SampleRecords.raw("a")));
        byte[] registered = bytes(SampleRecords.raw("a"));

        assertThat(failure.status()).isEqualTo(404);
        assertThat(serde.serializer().serialize(topic, SampleRecords.raw("a"))).isEqualTo(registered);
    }

    @Test
    void aSchemaThatCannotReadTheSubjectsRecordsIsRefused() {
        bytes(new FlashpointTerm("first", 1.0));

        RegistryRefusedException failure =
                catchThrowableOfType(RegistryRefusedException.class, () -> bytes(SampleRecords.raw("a")));

        assertThat(failure.status()).isEqualTo(409);
    }

    @Test
    void bytesThatAreNotOnTheWireFormatAreBadData() {
        for (String bytes : new String[] {"", "\0\0\0\0", "{\"id\":\"a\"}"}) {
            assertFault(Fault.NOT_ON_THE_WIRE_FORMAT, null, bytes.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aSchemaIdThatWasNeverGivenIsBadData() {
        assertFault(
                Fault.UNKNOWN_SCHEMA,
                99_999_999,
                ByteBuffer.allocate(6).putInt(1, 99_999_999).array());
    }

    @Test
    void aRecordWithoutAClassHereIsBadData() throws IOException {
        Schema foreign = SchemaBuilder.record("Invoice")
                .namespace("org.example")
                .fields()
                .requiredInt("total")
                .endRecord();
        Registered registered = registry.register(topic + "-value", foreign);
        GenericRecord record = new GenericData.Record(foreign);
        record.put("total", 7);

        assertFault(Fault.UNREADABLE_SCHEMA, registered.id(), bytes(registered.id(), record));
    }

    @Test
    void aRecordOfAnotherTypeThanTheConfiguredOneIsBadData() {
        byte[] bytes = bytes(SampleRecords.raw("a"));
        AvroSerde<FlashpointDefinition> serde =
                serde(Map.of("specific.avro.value.type", FlashpointDefinition.class.getName()));

        BadRecordException failure = catchThrowableOfType(
                BadRecordException.class, () -> serde.deserializer().deserialize(topic, bytes));

        assertThat(failure.fault()).isEqualTo(Fault.UNREADABLE_SCHEMA);
        assertThat(failure).hasMessageContaining(topic).hasMessageContaining("RawArticle");
    }

    @Test
    void aRecordTruncatedAnywhereIsBadData() {
        byte[] bytes = bytes(SampleRecords.enriched("a"));
        int id = ByteBuffer.wrap(bytes).getInt(1);
        AvroSerde<SpecificRecord> serde = serde();

        for (int length = WireFormat.HEADER_LENGTH; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            BadRecordException failure = catchThrowableOfType(
                    BadRecordException.class, () -> serde.deserializer().deserialize(topic, truncated));
            assertThat(failure).isNotNull();
            assertThat(failure.fault()).isEqualTo(Fault.DAMAGED);
            assertThat(failure.schemaId()).isEqualTo(id);
        }
    }

    @Test
    void bytesAfterTheRecordAreBadData() {
        byte[] bytes = bytes(SampleRecords.raw("a"));

        assertFault(Fault.TRAILING_BYTES, ByteBuffer.wrap(bytes).getInt(1), Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void damageAnywhereIsReadOrIsBadDataAndNeverAnythingWorse() {
        byte[] bytes = bytes(SampleRecords.enriched("a"));
        AvroSerde<SpecificRecord> serde = serde();
        Random random = new Random(7);

        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = bytes.clone();
            int at = WireFormat.HEADER_LENGTH + random.nextInt(bytes.length - WireFormat.HEADER_LENGTH);
            int length = Math.min(damaged.length - at, 1 + random.nextInt(10));
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, damaged, at, length);
            try {
                serde.deserializer().deserialize(topic, damaged);
            } catch (BadRecordException e) {
                assertThat(e.fault()).isIn(Fault.DAMAGED, Fault.TRAILING_BYTES);
            }
        }
        assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(SampleRecords.enriched("a"));
    }

    @Test
    void aCountBeyondAllMeasureIsBadDataAndTakesNoMemory() throws IOException {
        byte[] bytes = bytes(SampleRecords.flashpoint("a"));
        int parties = WireFormat.HEADER_LENGTH + "_a_Sample Strait_".length();
        for (int count : new int[] {2_000_000_000, Integer.MAX_VALUE}) {
            ByteArrayOutputStream huge = new ByteArrayOutputStream();
            huge.write(bytes, 0, parties);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(huge, null);
            encoder.writeLong(count);
            encoder.writeString("XA");

            assertFault(Fault.DAMAGED, ByteBuffer.wrap(bytes).getInt(1), huge.toByteArray());
        }
    }

    @Test
    void aRecordThatDoesNotFitItsSchemaIsNotWritten() {
        FlashpointTerm incomplete = new FlashpointTerm();

        BadRecordException failure = catchThrowableOfType(BadRecordException.class, () -> bytes(incomplete));

        assertThat(failure.fault()).isEqualTo(Fault.UNWRITABLE);
        assertThat(failure.topic()).isEqualTo(topic);
    }

    @Test
    void anotherAddressServesWhereOneIsDead(Stack stack) {
        String dead = "http://127.0.0.1:1/apis/ccompat/v7";
        AvroSerde<RawArticle> serde = serde(Map.of("schema.registry.url", dead + "," + stack.registryUrl() + "/"));

        byte[] bytes = serde.serializer().serialize(topic, SampleRecords.raw("a"));

        assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(SampleRecords.raw("a"));
    }

    @Test
    void oneSerdeServesManyThreads() throws Exception {
        AvroSerde<SpecificRecord> serde = serde();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SpecificRecord>> results = IntStream.range(0, 2_000)
                    .mapToObj(number -> threads.submit(() -> {
                        SpecificRecord record = SampleRecords.enriched("id-" + number);
                        byte[] bytes = serde.serializer().serialize(topic, record);
                        return serde.deserializer().deserialize(topic, bytes);
                    }))
                    .toList();
            for (int number = 0; number < results.size(); number++) {
                assertThat(results.get(number).get()).isEqualTo(SampleRecords.enriched("id-" + number));
            }
        }
    }

    private void assertFault(Fault fault, @Nullable Integer schemaId, byte[] bytes) {
        assertThatExceptionOfType(BadRecordException.class)
                .isThrownBy(() -> serde().deserializer().deserialize(topic, bytes))
                .satisfies(failure -> {
                    assertThat(failure.fault()).isEqualTo(fault);
                    assertThat(failure.schemaId()).isEqualTo(schemaId);
                    assertThat(failure.topic()).isEqualTo(topic);
                });
    }
}

package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    private static final int LONGEST = 100_000;

    /** 65,536 is the size of the reader's buffer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 65_534, 65_535, 65_536, 65_537, LONGEST, 150_000})
    void aLineIsWholeWhereverItStandsInTheBuffer(int length) throws IOException {
        String line = "x".repeat(length);

        List<LineReader.Line> lines = lines("first\n" + line + "\n" + line + "\nlast");

        assertThat(lines).extracting(LineReader.Line::number).containsExactly(1, 2, 3, 4);
        assertThat(lines).extracting(LineReader.Line::length).containsExactly(5L, (long) length, (long) length, 4L);
        assertThat(lines)
                .extracting(read -> new String(read.bytes(), StandardCharsets.UTF_8))
                .containsExactly(
                        "first",
                        line.substring(0, Math.min(length, LONGEST)),
                        line.substring(0, Math.min(length, LONGEST)),
                        "last");
        assertThat(lines.get(1).isCut()).isEqualTo(length > LONGEST);
    }

    @Test
    void aStreamThatComesInBitsGivesTheSameLines() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append("y".repeat(random.nextInt(200))).append('\n');
        }
        InputStream bits = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(50)));
            }
        };

        assertThat(lines(bits))
                .extracting(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(text.toString().lines().toList());
    }

    private static List<LineReader.Line> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<LineReader.Line> lines(InputStream in) throws IOException {
        LineReader reader = new LineReader(in, LONGEST);
        List<LineReader.Line> lines = new ArrayList<>();
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}

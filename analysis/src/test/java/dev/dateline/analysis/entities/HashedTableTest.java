package dev.dateline.analysis.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HashedTableTest {

    @Test
    void everyKeyKeepsItsNumberAndStrangersHaveNone() throws Exception {
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            numbers.put(HashedTable.hash("word" + i), 1 + i);
        }

        HashedTable table = HashedTable.read(new ByteArrayInputStream(bytes(numbers)));

        for (int i = 0; i < 5000; i++) {
            assertThat(table.get(HashedTable.hash("word" + i))).isEqualTo(1 + i);
            assertThat(table.get(HashedTable.hash("stranger" + i))).isZero();
        }
    }

    @Test
    void aPhraseIsNotTheSameWordsInAnotherOrder() {
        long one = HashedTable.hash("one");
        long two = HashedTable.hash("two");

        assertThat(HashedTable.hash(HashedTable.hash(0, one), two))
                .isNotEqualTo(HashedTable.hash(HashedTable.hash(0, two), one));
    }

    @Test
    void somethingElseIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[16]);
        }

        assertThatThrownBy(() -> HashedTable.read(new ByteArrayInputStream(bytes.toByteArray())))
                .isInstanceOf(IOException.class);
    }

    private static byte[] bytes(Map<Long, Integer> numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HashedTable.write(numbers, bytes);
        return bytes.toByteArray();
    }
}

package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BuildLanguageTableTest {

    private static final String DICTIONARY = "/* Copyright */ export const dictionary = ['a', 'b', '\\'', ' ',]";

    private static final String GRAMS =
            "export const ngramsData = {type:'XS',languages:{0:'am',1:'de'},ngrams:{' ab':{0:7},'b\\'a ':{1:8,0:9},ba:{1:1}}};";

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        assertThat(built(GRAMS)).isEqualTo(built(GRAMS)).isNotEqualTo(built(GRAMS.replace(":7", ":6")));
    }

    @Test
    void aFileWithoutAnExportIsRefused() {
        assertThatThrownBy(() -> built("const x = {}")).isInstanceOf(IOException.class);
    }

    private static byte[] built(String grams) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BuildLanguageTable.build(DICTIONARY, grams, out);
        return out.toByteArray();
    }
}

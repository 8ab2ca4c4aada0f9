package dev.dateline.runtime.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The one-block example that NIST publishes for FIPS 180-4. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aTextIsDigestedAsTheStandardHasIt() {
        assertThat(Sha256.hex("abc")).isEqualTo(ABC);
        assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(ABC));
    }

    @Test
    void aTextIsDigestedInUtf8() {
        assertThat(Sha256.of("é")).isEqualTo(Sha256.of("é".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytesThatComeInPartsGiveTheSame() {
        MessageDigest digest = Sha256.begin();
        digest.update(new byte[] {'a'});
        digest.update(new byte[] {'b', 'c'});

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(ABC);
    }
}

package dev.dateline.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSignatureTest {

    private static final byte[] BODY = "What the hub sends".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource({"sha1, HmacSHA1", "sha256, HmacSHA256", "sha384, HmacSHA384", "sha512, HmacSHA512"})
    void everyMethodOfTheRecommendationIsUnderstood(String method, String algorithm) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("secret".getBytes(UTF_8), algorithm));
        String hex = HexFormat.of().formatHex(mac.doFinal(BODY));

        assertThat(HubSignature.isOf(BODY, "secret", method + "=" + hex)).isTrue();
        assertThat(HubSignature.isOf(BODY, "secret", method + "=" + hex.toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(HubSignature.isOf(BODY, "other", method + "=" + hex)).isFalse();
        assertThat(HubSignature.isOf("else".getBytes(UTF_8), "secret", method + "=" + hex))
                .isFalse();
        assertThat(HubSignature.isOf(BODY, "secret", method + "=" + hex.substring(2)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "sha256", "sha256=", "sha256=xyz", "md5=00", "sha256=00"})
    void whatIsNoSignatureSignsNothing(String header) {
        assertThat(HubSignature.isOf(BODY, "secret", header)).isFalse();
    }

    @Test
    void aMissingHeaderSignsNothing() {
        assertThat(HubSignature.isOf(BODY, "secret", null)).isFalse();
    }

    @Test
    void aSignatureOfOursIsTakenByItsReceiver() {
        byte[] body = "news".getBytes(UTF_8);
        String header = HubSignature.sign(body, "secret");
        assertThat(HubSignature.isOf(body, "secret", header)).isTrue();
        assertThat(HubSignature.isOf(body, "another", header)).isFalse();
    }
}

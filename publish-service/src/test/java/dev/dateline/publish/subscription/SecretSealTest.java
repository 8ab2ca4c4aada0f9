package dev.dateline.publish.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.runtime.config.Secret;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {

    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void whatIsSealedSaysNothingIsNeverTheSameTwiceAndIsOpenedForItsOwnerAlone() throws Exception {
        SecretSeal seal = SecretSeal.of(SecretSeal.newKey());
        SealedSecret sealed = seal.seal(SECRET, "sub_1");

        assertThat(sealed.stored()).doesNotContain("whsec", SECRET.value().substring(6));
        assertThat(sealed.toString()).doesNotContain(sealed.stored());
        assertThat(seal.seal(SECRET, "sub_1")).isNotEqualTo(sealed);
        assertThat(seal.open(sealed, "sub_1")).isEqualTo(SECRET);
        assertThatThrownBy(() -> seal.open(sealed, "sub_2")).isInstanceOf(SealException.class);
        byte[] bytes = Base64.getDecoder()
                .decode(sealed.stored().substring(sealed.stored().lastIndexOf(':') + 1));
        bytes[bytes.length - 1] ^= 1;
        SealedSecret changed =
                new SealedSecret(sealed.stored().substring(0, sealed.stored().lastIndexOf(':') + 1)
                        + Base64.getEncoder().encodeToString(bytes));
        assertThatThrownBy(() -> seal.open(changed, "sub_1")).isInstanceOf(SealException.class);
    }

    @Test
    void theFirstKeySealsAndAllOpen() throws Exception {
        String old = SecretSeal.newKey();
        String next = SecretSeal.newKey();
        SecretSeal before = SecretSeal.of(old);
        SecretSeal both = SecretSeal.of("  " + next + "\n" + old + "\n");
        SecretSeal after = SecretSeal.of(next);

        assertThat(both.open(before.seal(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThat(after.open(both.seal(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThatThrownBy(() -> after.open(before.seal(SECRET, "a"), "a"))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("publish.secrets.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_a", "sealed:00000000:AAAA", "clear:x", "sealed:", ""})
    void withoutAKeyAnySecretIsStoredAsItIs(String secret) throws Exception {
        SecretSeal none = SecretSeal.none();
        assertThat(none.open(none.seal(new Secret(secret), "a"), "a")).isEqualTo(new Secret(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "not base 64 at all!", "AAAA"})
    void whatIsNoKeyIsRefused(String keys) {
        assertThatThrownBy(() -> SecretSeal.of(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes in Base64");
    }
}

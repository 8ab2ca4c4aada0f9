package dev.dateline.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dateline.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The example of the Standard Webhooks reference libraries. */
    @Test
    void aBodyIsSignedAsStandardWebhooksHasIt() {
        Signature signature = Signature.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY, new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(signature.headers())
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
                .containsEntry("webhook-timestamp", "1614265330");
    }

    @Test
    void duringARotationEitherSecretTakesIt() {
        Secret old = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Secret fresh = new Secret("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Signature both = Signature.sign("msg_1", 1614265330, BODY, List.of(fresh, old));

        assertThat(both.isOf(BODY, old)).isTrue();
        assertThat(both.isOf(BODY, fresh)).isTrue();
        assertThat(both.isOf(BODY, new Secret("another"))).isFalse();
    }
}

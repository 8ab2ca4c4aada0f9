package dev.dateline.publish.subscription;

/**
 * A secret as the database has it, which {@link SecretSeal} opens.
 *
 * @param stored the text that is stored
 */
public record SealedSecret(String stored) {

    @Override
    public String toString() {
        return "[sealed]";
    }
}

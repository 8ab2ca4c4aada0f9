package dev.dateline.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of fuzzing: every seed, and the same seeds cut and bent at random, though the same each time. */
class FuzzSeedsTest {

    private static final int BENT = 12;

    @ParameterizedTest
    @EnumSource(FuzzTargets.Target.class)
    void noSeedAndNothingMadeOfOneBreaksATarget(FuzzTargets.Target target) throws IOException, URISyntaxException {
        Random random = new Random(1);
        for (Path seed : seeds(target)) {
            byte[] bytes = Files.readAllBytes(seed);
            assertThatCode(() -> FuzzTargets.run(target, bytes))
                    .as("%s of %s", target, seed.getFileName())
                    .doesNotThrowAnyException();
            for (int i = 0; i < BENT; i++) {
                byte[] bent = bent(bytes, random);
                assertThatCode(() -> FuzzTargets.run(target, bent))
                        .as("%s of %s, bent", target, seed.getFileName())
                        .doesNotThrowAnyException();
            }
        }
    }

    private static List<Path> seeds(FuzzTargets.Target target) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(FuzzSeedsTest.class.getResource("/fuzz/" + target.seeds()))
                .toURI());
        try (Stream<Path> seeds = Files.list(folder)) {
            return seeds.sorted().toList();
        }
    }

    /** A few bytes changed, a stretch doubled or the end cut off. */
    private static byte[] bent(byte[] bytes, Random random) {
        byte[] bent = bytes.clone();
        for (int i = random.nextInt(1, 8); i > 0 && bent.length > 0; i--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        if (bent.length < 2) {
            return bent;
        }
        int cut = random.nextInt(1, bent.length);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bent, cut);
            case 1 -> {
                byte[] doubled = Arrays.copyOf(bent, bent.length + cut);
                System.arraycopy(bent, 0, doubled, bent.length, cut);
                yield doubled;
            }
            default -> bent;
        };
    }
}

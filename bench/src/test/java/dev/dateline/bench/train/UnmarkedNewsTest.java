package dev.dateline.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dateline.analysis.entities.EntityType;
import dev.dateline.analysis.entities.NameFinder;
import dev.dateline.bench.conll.MarkedDocument;
import dev.dateline.bench.conll.MarkedSentence;
import dev.dateline.bench.conll.MarkedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own vote is that of the tagger that ships; what the other tagger sees is written down here. */
class UnmarkedNewsTest {

    private static final MarkedSpan TEHRAN = new MarkedSpan(EntityType.LOCATION, 4, 5);
    private static final MarkedSpan MERKEL = new MarkedSpan(EntityType.PERSON, 0, 2);
    private static final List<String> WORDS = List.of("Angela", "Merkel", "arrived", "in", "Tehran", ".");

    @TempDir
    Path folder;

    @Test
    void aNameThatTwoOfThreeSeeIsLearned() {
        // The labels of the file have the person alone, the other tagger the place alone; ours sees both.
        List<MarkedSentence> learned = news(Set.of(TEHRAN)).byMajority(documents(MERKEL));

        assertThat(learned.getFirst().names()).containsExactly(MERKEL, TEHRAN);
        assertThat(learned.getFirst().words()).isEqualTo(WORDS);
    }

    @Test
    void aNameThatOneSeesIsNotLearned() {
        MarkedSpan arrived = new MarkedSpan(EntityType.ORGANISATION, 2, 3);

        List<MarkedSentence> learned = news(Set.of(MERKEL, TEHRAN)).byMajority(documents(arrived));

        assertThat(learned.getFirst().names()).containsExactly(MERKEL, TEHRAN);
    }

    @Test
    void aSentenceThatTheTaggersReadDifferentlyIsLeftOut() {
        assertThat(news(Set.of(MERKEL, TEHRAN)).byAgreement(documents()))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence.names()).containsExactly(MERKEL, TEHRAN));
        assertThat(news(Set.of(MERKEL)).byAgreement(documents())).isEmpty();
    }

    @Test
    void articlesAreCutIntoSentencesFromTheTitleOn() throws IOException {
        Path file = folder.resolve("all.jsonl");
        Files.writeString(file, """
                {"title": "Rain in Oslo", "text": "It rained. It will rain."}
                {"title": "Snow", "text": "It snowed."}
                """);

        List<MarkedDocument> articles = UnmarkedNews.articles(file);

        assertThat(articles).hasSize(2);
        assertThat(articles.getFirst().sentences().stream().map(MarkedSentence::words))
                .containsExactly(
                        List.of("Rain", "in", "Oslo"),
                        List.of("It", "rained", "."),
                        List.of("It", "will", "rain", "."));
    }

    @Test
    void aLineThatIsNoArticleIsTold() throws IOException {
        Path file = folder.resolve("all.jsonl");
        Files.writeString(file, "{\"title\": \"Rain\"}\n");

        assertThatThrownBy(() -> UnmarkedNews.articles(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("title and text");
    }

    private static UnmarkedNews news(Set<MarkedSpan> others) {
        return new UnmarkedNews(NameFinder.standard(), words -> others);
    }

    private static List<MarkedDocument> documents(MarkedSpan... names) {
        return List.of(new MarkedDocument(List.of(MarkedSentence.of(WORDS, List.of(names)))));
    }
}

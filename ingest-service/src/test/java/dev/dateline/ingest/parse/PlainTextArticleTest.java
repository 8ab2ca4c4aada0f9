package dev.dateline.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextArticleTest {

    private static final String FIRST =
            "Fishermen in the northern port said on Tuesday that the harbour had been closed for a second week.";
    private static final String SECOND =
            "\"Nobody tells us when we may sail again,\" said Ana Pereira, who owns two boats there.";

    @Test
    void anArticleWithoutFurnitureKeepsEveryParagraph() {
        Draft draft = PlainTextArticle.read("Harbour stays closed\n\n" + FIRST + "\n\nWhat next?\n\n" + SECOND + "\n");

        assertThat(draft.title()).isEqualTo("Harbour stays closed");
        assertThat(draft.body()).isEqualTo(FIRST + "\n\nWhat next?\n\n" + SECOND);
        assertThat(draft.authors()).isEmpty();
        assertThat(draft.summary()).isNull();
    }

    @Test
    void textThatBeginsWithASentenceHasNoTitle() {
        Draft draft = PlainTextArticle.read(FIRST + "\n\n" + SECOND);

        assertThat(draft.title()).isEmpty();
        assertThat(draft.body()).isEqualTo(FIRST + "\n\n" + SECOND);
    }

    @Test
    void aLineAloneIsATitle() {
        assertThat(PlainTextArticle.read("Harbour stays closed"))
                .returns("Harbour stays closed", Draft::title)
                .returns("", Draft::body);
    }

    @Test
    void numberedBreadcrumbsRepeatedTitleBareBylineAndBulletsAreNotBody() {
        Draft draft = PlainTextArticle.read("""
                  1. Front page
                  2. regions
                  3. Harbour stays closed as talks stall. Boats wait.

                Harbour stays closed as talks stall. Boats wait.

                Maria van den Berg \u00a0 \u00a0

                Harbour stays closed as talks stall. Boats wait.
                  • The port is shut for a second week.
                  • Owners want a date.

                """
                + FIRST + "\n\nA long wait\n\n" + SECOND
                + "\n\nMost Popular\nTen recipes for rain\nCup final: as it happened\n");

        assertThat(draft.title()).isEqualTo("Harbour stays closed as talks stall. Boats wait.");
        assertThat(draft.authors()).containsExactly("Maria van den Berg");
        assertThat(draft.summary()).isEqualTo("The port is shut for a second week.\nOwners want a date.");
        assertThat(draft.body()).isEqualTo(FIRST + "\n\nA long wait\n\n" + SECOND);
    }

    @Test
    void menuCategoryDateShareLinksAndNewsletterPleaAreNotBody() {
        Draft draft = PlainTextArticle.read("""
                Skip to content
                Home
                World
                Subscribe

                COASTS

                Harbour stays closed as talks stall

                By John O'Neill and Li Wei, Coastal News Agency
                Published May 31, 2024, 7:08 AM EDT
                3 min read
                Share
                Facebook
                Copy link

                Photo: Jo Grant/Coastal News

                """
                + FIRST
                + "\n\nSign up for our morning newsletter\n\nRead more: Why the cranes stand still\n\n"
                + SECOND
                + "\n\nRelated stories\n\nWhy the cranes stand still\n\n© 2024 Coastal News. All rights reserved.\n");

        assertThat(draft.title()).isEqualTo("Harbour stays closed as talks stall");
        assertThat(draft.authors()).containsExactly("John O'Neill", "Li Wei");
        assertThat(draft.published()).isEqualTo("May 31, 2024, 7:08 AM EDT");
        assertThat(draft.body()).isEqualTo(FIRST + "\n\n" + SECOND);
    }

    @Test
    void aPageTitleWithTheNameOfItsSiteIsTheSameTitle() {
        Draft draft = PlainTextArticle.read("Harbour stays closed as talks stall | Coastal News\n"
                + "Home > Coasts > Ports\n\nHarbour stays closed as talks stall\n\nDana Cole, Reuters\n\n" + FIRST);

        assertThat(draft.title()).startsWith("Harbour stays closed as talks stall");
        assertThat(draft.authors()).containsExactly("Dana Cole");
        assertThat(draft.body()).isEqualTo(FIRST);
    }

    @Test
    void aBoxOfLinksInTheMiddleEndsWhereTheTextGoesOn() {
        Draft draft = PlainTextArticle.read("Harbour stays closed\n\n" + SECOND
                + "\n\nRelated articles\n\nWhy the cranes stand still\n\nThe price of fish\n\n" + FIRST
                + " They wait.");

        assertThat(draft.body()).isEqualTo(SECOND + "\n\n" + FIRST + " They wait.");
    }

    @Test
    void wrappedLinesAreJoinedAndIndentedOnesBeginAParagraph() {
        Draft draft = PlainTextArticle.read("""
                HARBOUR STAYS CLOSED

                    Fishermen in the northern port said on Tuesday that
                the harbour had been closed for a second week, and that
                nobody had told them when they may sail again.
                    The port authority of the region did not answer our
                questions in time for this report.
                """);

        assertThat(draft.title()).isEqualTo("HARBOUR STAYS CLOSED");
        assertThat(draft.body())
                .isEqualTo(
                        "Fishermen in the northern port said on Tuesday that the harbour had been closed for a second week, "
                                + "and that nobody had told them when they may sail again.\n\n"
                                + "The port authority of the region did not answer our questions in time for this report.");
    }

    @Test
    void aListAtTheEndOfAnArticleIsBody() {
        Draft draft = PlainTextArticle.read("Harbour stays closed\n\n" + FIRST + "\n\n• Lisbon\n• Porto\n");

        assertThat(draft.body()).isEqualTo(FIRST + "\n\n• Lisbon\n\n• Porto");
        assertThat(draft.summary()).isNull();
    }

    @Test
    void aSentenceThatBeginsWithByIsNoByline() {
        Draft draft = PlainTextArticle.read(
                "Harbour stays closed\n\nBy Monday the boats will have been idle for two weeks, their owners said.\n\n"
                        + SECOND);

        assertThat(draft.authors()).isEmpty();
        assertThat(draft.body()).startsWith("By Monday the boats");
    }
}

package dev.dateline.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArticleIdTest {

    private static final String HASH = ContentHash.of("Title", null, "Body");

    @Test
    void theGuidDecidesWhereThereIsOne() {
        assertThat(ArticleId.of("feed", "g1", "https://example.com/a", HASH))
                .isEqualTo(ArticleId.of("feed", "g1", "https://example.com/b", ContentHash.of("Other", null, "")))
                .isNotEqualTo(ArticleId.of("feed", "g2", "https://example.com/a", HASH));
    }

    @Test
    void theAddressDecidesWhereThereIsNoGuid() {
        assertThat(ArticleId.of("feed", null, "https://example.com/a", HASH))
                .isEqualTo(ArticleId.of("feed", null, "https://example.com/a", ContentHash.of("Other", null, "")));
    }

    @Test
    void theContentDecidesWhereThereIsNeither() {
        assertThat(ArticleId.of("feed", null, null, HASH))
                .isEqualTo(ArticleId.of("feed", null, null, ContentHash.of("Title", "", "Body")))
                .isNotEqualTo(ArticleId.of("feed", null, null, ContentHash.of("Title", null, "Body 2")));
    }

    @Test
    void twoFeedsNeverShareAnId() {
        assertThat(ArticleId.of("a", "g", null, HASH)).isNotEqualTo(ArticleId.of("b", "g", null, HASH));
    }

    @Test
    void anAddressThatLooksLikeAGuidIsAnotherId() {
        assertThat(ArticleId.of("a", "https://example.com/a", null, HASH))
                .isNotEqualTo(ArticleId.of("a", null, "https://example.com/a", HASH));
    }

    @Test
    void anIdIs128BitsInHexadecimal() {
        assertThat(ArticleId.of("a", "g", null, HASH)).matches("[0-9a-f]{32}");
    }

    /** Ids stand in topics and databases: a change of the function would make every article new. */
    @Test
    void theFunctionNeverChanges() {
        assertThat(ArticleId.of("default", "item-1", null, HASH)).isEqualTo("255b412af0f51bb2a77a94e560ac16f3");
        assertThat(HASH).isEqualTo("800640e15289e0e2cfff6f82e0d7b6443f2c7aba07127ef8711b1c96f0eaa5f1");
    }
}

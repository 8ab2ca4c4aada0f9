package dev.dateline.publish.store;

import dev.dateline.runtime.digest.Sha256;
import dev.dateline.schemas.CanonicalUrl;
import dev.dateline.schemas.RawArticle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The number by which an article is found by its address: the first eight bytes of SHA-256, as version 11 of the tables has it. */
final class ArticleAddress {

    private ArticleAddress() {}

    /** That of an article; null where it has no address. */
    static @Nullable Long of(RawArticle article) {
        Optional<String> url = article.getCanonicalUrl().or(article::getUrl);
        return url.map(text -> number(Rows.text(text))).orElse(null);
    }

    /** That of what somebody looks for, in whatever form. */
    static long of(String url) {
        String canonical = CanonicalUrl.of(url);
        return number(Rows.text(canonical == null ? url : canonical));
    }

    private static long number(String url) {
        return ByteBuffer.wrap(Sha256.of(url)).getLong();
    }
}

package dev.dateline.ingest.feed;

import dev.dateline.ingest.feed.FeedEntry.Author;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an author written as one text: {@code a@b.org (Jane Doe)}, {@code Jane Doe <a@b.org>}, a name or an address alone. */
final class AuthorLine {

    private static final Pattern EMAIL =
            Pattern.compile("(?:mailto:)?(?<email>[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24})");

    private static final Pattern LEFT_OVER = Pattern.compile("\\(\\s*\\)|<\\s*>|\\[\\s*]|&lt;\\s*&gt;");
    private static final Pattern BRACKETED = Pattern.compile("[(<\\[]\\s*(?<inner>[^()<>\\[\\]]*?)\\s*[)>\\]]");
    private static final int MAX_LENGTH = 300;

    private AuthorLine() {}

    static Optional<Author> read(String line) {
        String text = line.strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher email = EMAIL.matcher(text);
        if (text.length() > MAX_LENGTH || !email.find()) {
            return Optional.of(new Author(text, null, null));
        }
        String rest = text.substring(0, email.start()) + text.substring(email.end());
        rest = LEFT_OVER.matcher(rest).replaceAll("").strip();
        Matcher bracketed = BRACKETED.matcher(rest);
        String name = bracketed.matches() ? bracketed.group("inner") : rest.replaceFirst("^[-,;:]\\s*|\\s*[-,;:]$", "");
        return Optional.of(new Author(name.isEmpty() ? null : name, email.group("email"), null));
    }
}

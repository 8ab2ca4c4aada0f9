package dev.dateline.bench.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dateline.ingest.parse.ItemParser;
import dev.dateline.ingest.parse.ParsedItem;
import dev.dateline.schemas.DateConfidence;
import dev.dateline.schemas.Lane;
import dev.dateline.schemas.RawArticle;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What ingest reads out of real web pages. The path is a folder with {@code aeb/} and {@code aeb_ground_truth.json} (bodies), with {@code fundus/} and
 * {@code fundus.jsonl} (titles, dates, authors, bodies), with both, or one of those parts. Bodies are scored as the article
 * extraction benchmark does; a title is right if its words are those of the label, whatever the form of their spaces, quotation marks and dashes; a date if it is the same minute;
 * authors as sets of names. A page states its title in several wordings, of which each label has the one that its publisher's
 * labeller chose; so it is also counted where the title is word for word the headline that the page shows.
 */
public final class HtmlSuite implements Suite {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORST = 12;
    private static final Duration SAME = Duration.ofMinutes(1);

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern QUOTE = Pattern.compile("[\"'`´‘’‚‛“”„‟«»‹›]");
    private static final Pattern DASH = Pattern.compile("[‐‑‒–—―−]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final ItemParser parser = new ItemParser(64 * 1024 * 1024);
    private int pages;
    private int refused;
    private long nanos;

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String defaultSet() {
        return "html";
    }

    @Override
    public void run(Path path, PrintStream out) throws IOException {
        Path bodies = part(path, "aeb", "aeb_ground_truth.json");
        Path facts = part(path, "fundus", "fundus.jsonl");
        if (bodies == null && facts == null) {
            throw new IOException(path + " has neither aeb_ground_truth.json nor fundus.jsonl with their pages");
        }
        StringBuilder json = new StringBuilder();
        if (bodies != null) {
            ShingleScore score = bodies(bodies, out);
            json.append(String.format(
                    Locale.ROOT,
                    ",\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f",
                    score.precision(),
                    score.recall(),
                    score.f1()));
        }
        if (facts != null) {
            json.append(facts(facts, out, bodies == null));
        }
        double seconds = nanos / 1e9;
        out.printf(
                Locale.ROOT,
                "{\"pages\":%d,\"refused\":%d,\"pages_per_second\":%.1f%s}%n",
                pages,
                refused,
                pages / Math.max(seconds, 1e-9),
                json);
    }

    /** The file with the labels of a part, given the folder above it, the folder of its pages, or the file itself. */
    private static @Nullable Path part(Path path, String folder, String labels) {
        Path absolute = path.toAbsolutePath();
        List<Path> places = new ArrayList<>(List.of(absolute.resolve(labels)));
        if (absolute.endsWith(folder) && absolute.getParent() != null) {
            places.add(absolute.resolveSibling(labels));
        }
        if (absolute.endsWith(labels)) {
            places.add(absolute);
        }
        return places.stream().filter(Files::isRegularFile).findFirst().orElse(null);
    }

    private ShingleScore bodies(Path labels, PrintStream out) throws IOException {
        ShingleScore all = new ShingleScore();
        ShingleScore even = new ShingleScore();
        ShingleScore odd = new ShingleScore();
        List<Map.Entry<Double, String>> pages = new ArrayList<>();
        for (Map.Entry<String, JsonNode> page : JSON.readTree(labels.toFile()).properties()) {
            Path file = file(labels, "aeb", page.getKey() + ".html.gz", page.getKey() + ".html");
            if (file == null) {
                continue;
            }
            RawArticle article = read(file);
            String gold = page.getValue().path("articleBody").asText("");
            String body = article == null ? "" : article.getBody();
            ShingleScore.One one = all.add(gold, body);
            (page.getKey().hashCode() % 2 == 0 ? even : odd).add(gold, body);
            pages.add(Map.entry(
                    one.f1(),
                    String.format(
                            Locale.ROOT,
                            "%9.4f %9.4f %9.4f  %.8s %s",
                            one.precision(),
                            one.recall(),
                            one.f1(),
                            page.getKey(),
                            page.getValue().path("url").asText())));
        }
        out.println(all.texts() + " pages with a body; the worst:");
        out.printf(Locale.ROOT, "%9s %9s %9s%n", "precision", "recall", "f1");
        pages.stream().sorted(Map.Entry.comparingByKey()).limit(WORST).forEach(page -> out.println(page.getValue()));
        out.printf(
                Locale.ROOT,
                "%9.4f %9.4f %9.4f  all; %.4f and %.4f in the two halves by hash%n",
                all.precision(),
                all.recall(),
                all.f1(),
                even.f1(),
                odd.f1());
        return all;
    }

    private String facts(Path labels, PrintStream out, boolean alone) throws IOException {
        ShingleScore bodies = new ShingleScore();
        int rows = 0;
        int titles = 0;
        int shownTitles = 0;
        int dates = 0;
        int rightAuthors = 0;
        int givenAuthors = 0;
        int wantedAuthors = 0;
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(labels, StandardCharsets.UTF_8)) {
            JsonNode label = JSON.readTree(line);
            Path file = page(labels, label);
            if (file == null) {
                continue;
            }
            rows++;
            RawArticle article = read(file);
            String title = article == null ? "" : article.getTitle();
            boolean rightTitle =
                    wording(title).equals(wording(label.path("title").asText("")));
            boolean rightDate =
                    article != null && isSameTime(label.path("published").asText(""), article);
            titles += rightTitle ? 1 : 0;
            shownTitles += rightTitle || isShown(title, file) ? 1 : 0;
            dates += rightDate ? 1 : 0;
            Set<String> wanted = authors(label.path("authors"));
            Set<String> given = article == null
                    ? Set.of()
                    : article.getAuthors().stream().map(HtmlSuite::letters).collect(Collectors.toSet());
            Set<String> both = new HashSet<>(given);
            both.retainAll(wanted);
            rightAuthors += both.size();
            givenAuthors += given.size();
            wantedAuthors += wanted.size();
            ShingleScore.One one = bodies.add(label.path("text").asText(""), article == null ? "" : article.getBody());
            if (!rightTitle || !rightDate) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "%s: %s%s",
                        label.path("id").asText(),
                        rightTitle
                                ? ""
                                : "title \"" + title + "\" is \""
                                        + label.path("title").asText() + "\" ",
                        rightDate || article == null
                                ? ""
                                : "date " + article.getPublished().getRaw().orElse("-") + " is "
                                        + label.path("published").asText()));
            }
            if (one.f1() < 0.7) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "%s: body precision %.2f recall %.2f (%s)",
                        label.path("id").asText(),
                        one.precision(),
                        one.recall(),
                        file.getFileName()));
            }
        }
        wrong.sort(Comparator.naturalOrder());
        out.println(rows + " pages with facts; wrong:");
        wrong.forEach(out::println);
        double authorF1 = givenAuthors + wantedAuthors == 0 ? 0 : 2.0 * rightAuthors / (givenAuthors + wantedAuthors);
        String json = String.format(
                Locale.ROOT,
                ",\"title\":%.4f,\"title_or_shown\":%.4f,\"date\":%.4f,\"authors_f1\":%.4f,\"fundus_precision\":%.4f,\"fundus_recall\":%.4f,\"fundus_f1\":%.4f",
                titles / (double) Math.max(1, rows),
                shownTitles / (double) Math.max(1, rows),
                dates / (double) Math.max(1, rows),
                authorF1,
                bodies.precision(),
                bodies.recall(),
                bodies.f1());
        out.printf(
                Locale.ROOT,
                "%d titles are the label's, %d that or word for word the headline that the page shows; %d dates right; authors f1 %.4f; body precision %.4f recall %.4f f1 %.4f%n",
                titles,
                shownTitles,
                dates,
                authorF1,
                bodies.precision(),
                bodies.recall(),
                bodies.f1());
        return alone
                ? json
                        + String.format(
                                Locale.ROOT,
                                ",\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f",
                                bodies.precision(),
                                bodies.recall(),
                                bodies.f1())
                : json;
    }

    /** Of the pages that a label may belong to the one that has most of its text. */
    private static @Nullable Path page(Path labels, JsonNode label) throws IOException {
        Path best = null;
        int most = -1;
        for (JsonNode candidate : label.path("html_candidates")) {
            Path file = file(labels, "fundus", candidate.asText());
            if (file != null) {
                Set<List<String>> shown = ShingleScore.bag(
                                text(file) + " " + label.path("title").asText(""))
                        .keySet();
                int shared = 0;
                for (List<String> shingle :
                        ShingleScore.bag(label.path("text").asText("")).keySet()) {
                    shared += shown.contains(shingle) ? 1 : 0;
                }
                if (shared > most) {
                    best = file;
                    most = shared;
                }
            }
        }
        return best;
    }

    private static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8).replaceAll("<[^>]*>", " ");
    }

    private static @Nullable Path file(Path labels, String folder, String... names) {
        for (String name : names) {
            for (Path place : List.of(labels.resolveSibling(folder).resolve(name), labels.resolveSibling(name))) {
                if (Files.isRegularFile(place)) {
                    return place;
                }
            }
        }
        return null;
    }

    private @Nullable RawArticle read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        Instant received = Instant.now();
        long begin = System.nanoTime();
        List<ParsedItem> items = parser.parse(bytes, "text/html", "evaluation", received, Lane.BACKFILL);
        nanos += System.nanoTime() - begin;
        pages++;
        if (items.size() == 1 && items.getFirst() instanceof ParsedItem.Article article) {
            return article.article();
        }
        refused++;
        return null;
    }

    private static boolean isShown(String title, Path file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes(file))) {
            return !title.isEmpty()
                    && Jsoup.parse(in, null, "").select("h1").stream()
                            .anyMatch(heading -> wording(heading.text()).equals(wording(title)));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return zipped ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    /** A label without a zone means the time as the page states it, whatever its zone. */
    private static boolean isSameTime(String label, RawArticle article) {
        if (article.getPublished().getConfidence() == DateConfidence.INGEST) {
            return false;
        }
        String iso = label.replace(' ', 'T');
        Instant read = article.getPublished().getInstant();
        try {
            return isNear(OffsetDateTime.parse(iso).toInstant(), read);
        } catch (DateTimeParseException withoutZone) {
            Instant local = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            String raw = article.getPublished().getRaw().orElse("").replace(' ', 'T');
            return isNear(local, read) || raw.startsWith(iso.substring(0, 16));
        }
    }

    private static boolean isNear(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(SAME) < 0;
    }

    private static Set<String> authors(JsonNode authors) {
        return StreamSupport.stream(authors.spliterator(), false)
                .map(author -> letters(author.asText()))
                .filter(author -> !author.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * A title as it is compared: what differs by the site's typography alone, its spaces, the form of its quotation marks and dashes, invisible
     * characters and entities, counts as the same; each word, letter case and other mark counts.
     */
    private static String wording(String title) {
        String text = Normalizer.normalize(Parser.unescapeEntities(title, false), Normalizer.Form.NFKC);
        return SPACE.matcher(DASH.matcher(QUOTE.matcher(INVISIBLE.matcher(text).replaceAll(""))
                                .replaceAll("\""))
                        .replaceAll("-"))
                .replaceAll(" ")
                .strip();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}

package dev.dateline.ingest.publisher;

import dev.dateline.schemas.RegistrableDomain;
import dev.dateline.schemas.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of outlets and of the houses that own them. An article's publisher is the one that the item names, else the
 * outlet at its address. Its family is that of the address, else that of the name, where all outlets of that name belong to one
 * house. Thread-safe.
 */
public final class Publishers {

    private static final Publishers STANDARD = new Publishers(table("outlets.tsv"));

    private static final Pattern DOMAIN = Pattern.compile("(?i)(?:www\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,24}");

    private static final int MOST_KEPT = 4_096;
    private static final int LONGEST_KEPT = 100;

    /** The houses of the publishers that were asked for: a feed names the same few in all its items. */
    private final Map<String, Optional<String>> families = new ConcurrentHashMap<>();

    private final Map<String, Outlet> byDomain = new HashMap<>();
    private final Map<String, String> familyByName = new HashMap<>();

    /**
     * An outlet as the table has it.
     *
     * @param name empty where the table has none
     * @param family the id of the owning house; null where it names none
     */
    record Outlet(String name, @Nullable String family) {}

    /** The table that ships with Dateline. */
    public static Publishers standard() {
        return STANDARD;
    }

    /**
     * A table from lines of tab-separated cells: domain, family, name, other names separated by {@code |}; the last three may be
     * empty. A name of outlets of different houses, or of an outlet whose house is not known, tells no family.
     */
    Publishers(List<String> lines) {
        Set<String> ambiguous = new HashSet<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            String family = cells[1].isEmpty() ? null : cells[1];
            byDomain.put(cells[0], new Outlet(cells[2], family));
            for (String name : (cells[2] + "|" + cells[3]).split("\\|")) {
                String key = Sources.nameKey(name);
                if (!key.isEmpty()) {
                    String known = familyByName.putIfAbsent(key, family == null ? "" : family);
                    if (known != null && !known.equals(family == null ? "" : family)) {
                        ambiguous.add(key);
                    }
                }
            }
        }
        familyByName.keySet().removeAll(ambiguous);
        familyByName.values().removeIf(String::isEmpty);
    }

    /**
     * Who stands behind an article.
     *
     * @param publisher as the item names it; may be an address or a domain
     * @param origin who the item says published it first
     * @param url where it was published
     * @param authors the authors as stated, among whom an agency may stand
     * @param body its text, which may begin or end with an agency's credit
     */
    public Attribution attribute(
            @Nullable String publisher,
            @Nullable String origin,
            @Nullable String url,
            List<String> authors,
            String body) {
        Outlet atUrl = url == null ? null : outletOf(url);
        String name = publisher == null ? nameOf(atUrl) : nameFor(publisher);
        String family = atUrl == null || atUrl.family() == null ? familyOf(publisher) : atUrl.family();
        String credited = origin == null ? WireCredit.of(authors, body) : nameFor(origin);
        String originFamily = familyOf(origin == null ? credited : origin);
        boolean samePublisher = credited != null
                && (originFamily != null && originFamily.equals(family)
                        || name != null && Sources.nameKey(credited).equals(Sources.nameKey(name)));
        return samePublisher
                ? new Attribution(name, family, null, null)
                : new Attribution(name, family, credited, originFamily);
    }

    /** The outlet at an address, by its host or the nearest domain above it; null where the table has none. */
    @Nullable
    Outlet outletOf(String url) {
        String host = RegistrableDomain.host(url);
        if (host == null) {
            return null;
        }
        String registrable = RegistrableDomain.ofHost(host);
        for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            Outlet outlet = byDomain.get(domain);
            if (outlet != null || domain.equals(registrable)) {
                return outlet;
            }
        }
    }

    /** The house of a publisher that is given by name, domain or address; null where none is known. */
    @Nullable
    String familyOf(@Nullable String publisher) {
        if (publisher == null) {
            return null;
        }
        Optional<String> known = families.get(publisher);
        if (known == null) {
            known = Optional.ofNullable(findFamily(publisher));
            if (families.size() >= MOST_KEPT) {
                families.clear();
            }
            if (publisher.length() <= LONGEST_KEPT) {
                families.put(publisher, known);
            }
        }
        return known.orElse(null);
    }

    private @Nullable String findFamily(String publisher) {
        String byName = familyByName.get(Sources.nameKey(publisher));
        if (byName != null) {
            return byName;
        }
        String url = url(publisher);
        Outlet outlet = url == null ? null : outletOf(url);
        return outlet == null ? null : outlet.family();
    }

    /** A name to show: what was stated, unless that is an address whose outlet is known by name. */
    private String nameFor(String stated) {
        String url = url(stated);
        String known = url == null ? null : nameOf(outletOf(url));
        return known == null ? stated : known;
    }

    private static @Nullable String nameOf(@Nullable Outlet outlet) {
        return outlet == null || outlet.name().isEmpty() ? null : outlet.name();
    }

    private static @Nullable String url(String publisher) {
        if (publisher.startsWith("http://") || publisher.startsWith("https://")) {
            return publisher;
        }
        return publisher.indexOf('.') >= 0
                        && publisher.length() <= RegistrableDomain.LONGEST_HOST
                        && DOMAIN.matcher(publisher).matches()
                ? "https://" + publisher
                : null;
    }

    private static List<String> table(String name) {
        try (InputStream in = Publishers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

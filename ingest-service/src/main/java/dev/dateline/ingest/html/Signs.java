package dev.dateline.ingest.html;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What an element's tag, attributes and names say against its being text of the article. */
final class Signs {

    /**
     * A sign against an element.
     *
     * @param limit the largest share of the page's prose that may stand in an element and the sign still be believed, 0..1
     * @param reason what the sign is
     */
    record Sign(double limit, String reason) {}

    private static final double CERTAIN_LIMIT = 0.9;
    private static final double HIDDEN_LIMIT = 0.6;
    private static final double STRONG_LIMIT = 0.4;
    private static final double WEAK_LIMIT = 0.15;

    private static final int LONGEST_CAPTION = 500;

    private static final Pattern CERTAIN = names(
            "comments?|commentlist|comment-?(?:area|section|respond|form|list|count|wrapper|container)|disqus|disqus-thread|respond|cookies?|cookie-?\\w+|"
                    + "consent|gdpr|jp-relatedposts|outbrain|taboola|sharedaddy|addthis\\w*|breadcrumbs?|sr-only|visually-?hidden|"
                    + "screen-?reader(?:-text)?|print-?only");

    private static final Pattern STRONG = names(
            "related\\w*|recirc\\w*|recommend\\w*|share|sharing|shares|share-?\\w+|social\\w*|newsletters?\\w*|subscrib\\w*|subscription|sign-?up|promo\\w*|"
                    + "adverts?|advertis\\w+|ads?|ad-?(?:slot|box|container|wrapper|unit)|sponsor\\w*|nav|navbar|navigation|navi|menu|submenu|sidebar|side-?bar|"
                    + "footer|masthead|byline\\w*|tags|taglist|tag-?(?:cloud|list|links)|keywords|caption\\w*|credits?|most-?(?:read|popular|viewed)|popular|"
                    + "trending|privacy\\w*|modal|popup|pop-?up|tooltip|toolbar|pagination|pager|login|timestamp|more-?(?:from|on|stories|news)|"
                    + "next-?(?:article|post|story)|(?:post-?)?author-?(?:bio|box|info|card|description|meta|content)|post-author|about-?author|teasers?|link-?list|"
                    + "carousel|thumbnails?|skip-?link|rating\\w*|feedback|follow\\w*|polls?|wp-polls|copyright|entry-?meta|post-?meta|article-?meta");

    private static final Pattern WEAK = names(
            "widgets?|readmore|read-?more|read-?also|also-?read|see-?also|hidden|hide|meta|metadata|overlay|tools|banner|bio|topics|disclaimer|player\\w*|slider|"
                    + "rail|callout|toc|inline-?links?|whatsapp|telegram|donat\\w+|pull-?quote|skip|ob|trc|paging|prev\\w*|logged|video-?\\w+|header|infobox|"
                    + "factbox|info|aside|breaking-?\\w+|linkback|inline-?gallery");

    private static final Pattern IMAGE =
            names("images?|img|photos?|pictures?|photo-?\\w+|image-?\\w+|media-?caption|wp-caption\\w*|figure");

    private static final Pattern BODY = Pattern.compile(
            "(?:^|[ _-])(?:article|story|post|entry|news|blog|content|page|text|detail|single|artikel|main)s?[ _-]*(?:body|content|text|copy|txt|main|inner|"
                    + "article)(?:$|[ _-]|[a-z])|(?:^|[ _-])(?:articlebody|storybody|body-?(?:copy|text|content)|rich-?text|e-content|hentry|post-?body|"
                    + "paragraphs?)(?:$|[ _-])");

    /** Classes by which content systems describe the article or the page, not a part of it. */
    private static final Pattern DESCRIBES = Pattern.compile(
            "(?:tag|category|type|status|format|post|page|author|has|is|no|with|js|section|topic|single|pmpro|menu-item|wp)-.*");

    private static final Set<String> FURNITURE_ROLES = Set.of("navigation", "complementary", "contentinfo", "dialog");
    private static final Set<String> PARTS_OF_TABLES = Set.of("tr", "td", "th", "tbody", "thead", "tfoot", "body");

    private Signs() {}

    /**
     * The strongest sign against an element; null where there is none.
     *
     * @param small whether it holds so few blocks that looking into it is cheap
     */
    static @Nullable Sign against(Element element, boolean small) {
        String tag = element.normalName();
        if (PARTS_OF_TABLES.contains(tag)) {
            return null;
        }
        if (tag.equals("figcaption")) {
            return new Sign(CERTAIN_LIMIT, tag);
        }
        boolean furniture = tag.equals("nav") || tag.equals("footer") || tag.equals("aside");
        if (furniture || FURNITURE_ROLES.contains(element.attr("role"))) {
            return new Sign(STRONG_LIMIT, tag);
        }
        if (isHidden(element)) {
            return new Sign(HIDDEN_LIMIT, "hidden");
        }
        String names = names(element);
        return names.isEmpty() ? null : named(names, element, small);
    }

    private static @Nullable Sign named(String names, Element element, boolean small) {
        Matcher certain = CERTAIN.matcher(names);
        if (certain.find()) {
            return new Sign(CERTAIN_LIMIT, certain.group());
        }
        // A post of a social network that the article quotes stands in a box that is named after the network.
        if (small && element.selectFirst("blockquote") != null) {
            return null;
        }
        boolean body = BODY.matcher(names).find();
        Matcher strong = STRONG.matcher(names);
        if (strong.find()) {
            return new Sign(body ? WEAK_LIMIT : STRONG_LIMIT, strong.group());
        }
        if (body) {
            return null;
        }
        if (small && IMAGE.matcher(names).find() && isCaptioned(element)) {
            return new Sign(STRONG_LIMIT, "caption");
        }
        Matcher weak = WEAK.matcher(names);
        return weak.find() ? new Sign(WEAK_LIMIT, weak.group()) : null;
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || element.attr("style").replace(" ", "").contains("display:none");
    }

    private static boolean isCaptioned(Element element) {
        return element.selectFirst("img, picture, source, video") != null
                && element.text().length() < LONGEST_CAPTION;
    }

    /** The element's classes and id in lower case, their words separated by hyphens. */
    private static String names(Element element) {
        StringBuilder names = new StringBuilder();
        for (String name : element.className().split("\\s+")) {
            if (!name.isEmpty() && !DESCRIBES.matcher(name).matches()) {
                appendHyphenated(name, names);
            }
        }
        appendHyphenated(element.id(), names);
        return names.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static void appendHyphenated(String name, StringBuilder out) {
        out.append(' ');
        for (int i = 0; i < Math.min(name.length(), 200); i++) {
            boolean startsWord =
                    i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
            out.append(startsWord ? "-" : "").append(name.charAt(i));
        }
    }

    private static Pattern names(String alternatives) {
        return Pattern.compile("(?:^|[ _-])(?:" + alternatives + ")(?=$|[ _-])");
    }
}

package dev.dateline.ingest.html;

import dev.dateline.ingest.html.PageBlocks.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text of the article on a page. The page is cut into blocks; each has a value, in characters, above 0 where it reads like
 * prose and below where it reads like furniture ({@link Block#value}). What the page's own names, tags and structure mark as
 * something else is barred ({@link Signs}), unless too much of the prose stands in it for that to be true. The article is then the innermost element whose
 * blocks sum up to nearly the highest sum of all elements, less what stands above its headline and the lines in it that are furniture by their wording.
 */
final class ArticleBody {

    /** An element has the article if the blocks in it sum up to this share of the highest sum. */
    private static final double NEARLY_ALL = 0.9;

    /** An article of fewer characters than this does not prove that the other articles of the page are others. */
    private static final double SHORTEST_ARTICLE = 150;

    /** Larger elements are not looked into one by one. */
    private static final int SMALL = 40;

    private static final int FEWEST_TEASERS = 3;
    private static final int MOST_BLOCKS_IN_A_TEASER = 8;
    private static final int LONGEST_TEASER = 500;
    private static final int SHORTEST_TEASER_LINK = 15;
    private static final Set<String> NEVER_TEASERS =
            Set.of("p", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6");

    private final PageBlocks page;
    private final Headline headline;
    private final Element body;

    private ArticleBody(Element body, PageBlocks page, Headline headline) {
        this.body = body;
        this.page = page;
        this.headline = headline;
    }

    /**
     * The blocks of the article, in their order; empty where the page has none.
     *
     * @param body the page's body
     */
    static List<Block> of(Element body, PageBlocks page, Headline headline) {
        ArticleBody article = new ArticleBody(body, page, headline);
        article.barBySigns();
        article.barOtherArticles();
        article.barTeasers();
        return article.select(article.page.range(article.root()));
    }

    private void barBySigns() {
        double[] prose = sums(true);
        double all = Math.max(1, prose[prose.length - 1]);
        body.stream().forEach(element -> {
            Range range = page.range(element);
            if (range.size() == 0 || page.all().get(range.from()).barred() != null) {
                return;
            }
            Signs.Sign sign = Signs.against(element, range.size() <= SMALL);
            if (sign != null && (prose[range.to()] - prose[range.from()]) / all <= sign.limit()) {
                page.bar(element, sign.reason());
            }
        });
    }

    /** An article element beside the one that has the headline is another article. */
    private void barOtherArticles() {
        Block shown = headline.block();
        Element own = null;
        for (Element at = shown == null ? null : shown.element(); at != null; at = at.parent()) {
            own = at.nameIs("article") ? at : own;
        }
        if (own == null || page.prose(own) < SHORTEST_ARTICLE) {
            return;
        }
        Range kept = page.range(own);
        for (Element article : body.select("article")) {
            Range range = page.range(article);
            boolean apart = range.to() <= kept.from() || range.from() >= kept.to();
            if (article != own && apart) {
                page.bar(article, "other article");
            }
        }
    }

    /** Three or more like neighbours, each a linked headline with little text, lead to other articles. */
    private void barTeasers() {
        double all = page.prose(body);
        body.stream().filter(parent -> parent.childrenSize() >= FEWEST_TEASERS).forEach(parent -> {
            Map<String, List<Element>> alike = new HashMap<>();
            for (Element child : parent.children()) {
                Range range = page.range(child);
                if (range.size() >= 1
                        && range.size() <= MOST_BLOCKS_IN_A_TEASER
                        && !NEVER_TEASERS.contains(child.normalName())) {
                    alike.computeIfAbsent(child.normalName() + "." + child.className(), key -> new ArrayList<>())
                            .add(child);
                }
            }
            for (List<Element> group : alike.values()) {
                if (areTeasers(group) && group.stream().mapToDouble(page::prose).sum() < 0.5 * all) {
                    group.forEach(teaser -> page.bar(teaser, "teaser"));
                }
            }
        });
    }

    private boolean areTeasers(List<Element> group) {
        long teasing = group.stream().filter(this::isTeaser).count();
        return teasing >= FEWEST_TEASERS && teasing * 10 >= group.size() * 7L;
    }

    private boolean isTeaser(Element element) {
        int characters = 0;
        boolean linked = false;
        for (Block block : page.in(page.range(element))) {
            characters += block.text().length();
            linked |= block.linkDensity() > 0.8 && block.text().length() > SHORTEST_TEASER_LINK && !block.leadsAway();
        }
        return linked && characters < LONGEST_TEASER;
    }

    private Element root() {
        double[] sums = sums(false);
        List<Element> elements =
                body.stream().filter(element -> page.range(element).size() > 0).toList();
        double highest = 1;
        for (Element element : elements) {
            highest = Math.max(highest, sum(sums, element));
        }
        Element root = body;
        Range inner = page.range(body);
        // In the order of the page an inner element comes after the one it stands in.
        for (Element element : elements) {
            Range range = page.range(element);
            boolean inside = range.from() >= inner.from() && range.to() <= inner.to();
            if (inside && sum(sums, element) >= highest * NEARLY_ALL) {
                root = element;
                inner = range;
            }
        }
        return root;
    }

    private double sum(double[] sums, Element element) {
        Range range = page.range(element);
        return sums[range.to()] - sums[range.from()];
    }

    /** At i the sum of the values of the first i blocks. */
    private double[] sums(boolean proseAlone) {
        List<Block> blocks = page.all();
        double[] sums = new double[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            double value = blocks.get(i).value();
            sums[i + 1] = sums[i] + (proseAlone ? Math.max(0, value) : value);
        }
        return sums;
    }

    private List<Block> select(Range root) {
        List<Block> article = new ArrayList<>();
        boolean begun = false;
        boolean inLinkList = false;
        for (int i = afterHeadline(root); i < root.to(); i++) {
            Block block = page.all().get(i);
            if (begun && Phrases.opensLinkList(block.text()) && block.barred() == null) {
                inLinkList = true;
            } else if (inLinkList && isProse(block)) {
                inLinkList = false;
            }
            boolean kept = !inLinkList
                    && isText(block, i + 1 < root.to() ? page.all().get(i + 1) : null)
                    && (begun || !standsBeforeText(block));
            if (kept) {
                article.add(block);
                begun |= block.value() >= 20 || block.kind() == Block.Kind.ROW;
            }
        }
        while (!article.isEmpty() && isTail(article.getLast())) {
            article.removeLast();
        }
        return article;
    }

    /** What stands above the headline is no text of the article, unless most of the text does. */
    private int afterHeadline(Range root) {
        int at = headline.at();
        if (at < root.from() || at >= root.to()) {
            return root.from();
        }
        double before = 0;
        double after = 0;
        for (int i = root.from(); i < root.to(); i++) {
            double prose = Math.max(0, page.all().get(i).value());
            before += i < at ? prose : 0;
            after += i < at ? 0 : prose;
        }
        return after > before * (headline.isStated() ? 0.35 : 0.7) ? at + 1 : root.from();
    }

    private static boolean isProse(Block block) {
        return block.barred() == null && block.value() >= 100 && block.linkDensity() < 0.3 && block.endsAsSentencesDo();
    }

    private static boolean isText(Block block, @Nullable Block next) {
        if (block.barred() != null) {
            return false;
        }
        if (block.kind() == Block.Kind.ROW) {
            return true;
        }
        String text = block.text();
        return !(Phrases.isFurniture(text) && !headsText(block, next))
                && !Phrases.isNotice(text)
                && !Phrases.isCredit(text)
                && !Phrases.hasNoWords(text)
                && !isLinkAlone(block, next);
    }

    /** A one-word heading over a paragraph is the article's, even where sites have a button of that name. */
    private static boolean headsText(Block block, @Nullable Block next) {
        return block.kind() == Block.Kind.HEADING
                && next != null
                && next.barred() == null
                && next.kind() == Block.Kind.TEXT
                && next.linkDensity() < 0.5;
    }

    /** A line that is nothing but a link leads to another article of the site, unless it leads to another site. */
    private static boolean isLinkAlone(Block block, @Nullable Block next) {
        double density = block.linkDensity();
        if (density <= 0.7) {
            return false;
        }
        boolean inline = block.element().nameIs("p") || block.element().nameIs("li");
        if (block.leadsAway() && inline) {
            return false;
        }
        return switch (block.kind()) {
            case HEADING -> density > 0.85 && (next == null || next.barred() != null || next.value() <= 0);
            case TEXT -> block.words() >= 3 || density > 0.85 && block.words() > 1;
            case ITEM -> density > 0.85 && block.words() > 1;
            case ROW -> false;
        };
    }

    private boolean standsBeforeText(Block block) {
        if (block.kind() == Block.Kind.HEADING || block.text().length() > SHORTEST_TEASER_LINK) {
            if (headline.isTitle(block.text())) {
                return true;
            }
        }
        return block.kind() == Block.Kind.TEXT
                && block.value() < 20
                && block.text().length() <= 120
                && (Phrases.isHead(block.text()) && !(block.endsAsSentencesDo() && block.words() > 4)
                        || block.linkDensity() > 0.5
                        || block.words() <= 3 && !block.endsAsSentencesDo());
    }

    private static boolean isTail(Block block) {
        return switch (block.kind()) {
            case HEADING -> true;
            case ROW -> false;
            case TEXT, ITEM -> block.text().length() < 120 && block.linkDensity() > 0.5 || Phrases.isTail(block.text());
        };
    }
}

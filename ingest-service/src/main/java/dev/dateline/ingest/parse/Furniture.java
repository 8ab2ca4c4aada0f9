package dev.dateline.ingest.parse;

import java.util.List;
import java.util.regex.Pattern;

/** Knows the lines that sites set around an article, each by the way it is worded, none by its site. */
final class Furniture {

    /** Longer lines are somebody's sentence, whatever they begin with. */
    private static final int LONGEST = 200;

    private static final Pattern NAVIGATION = compile(
            "(?:home|homepage|menu|search|sections?|news|world|international|politics|business|markets|economy|tech|technology|science|"
                    + "health|sports?|culture|entertainment|lifestyle|opinion|video|live|latest|travel|weather|more|us|u\\.s\\.|uk|"
                    + "europe|asia|africa|americas|middle east|skip to (?:main )?content|skip to navigation|sign ?in|sign ?up|log ?in|"
                    + "register|subscribe(?: now)?|my account|newsletters?|e-?paper|back to .{1,30}|breaking news|top stories|"
                    + "open menu|close menu|toggle (?:menu|navigation)|go to .{1,30} homepage)");

    private static final Pattern NUMBERED = Pattern.compile("\\d{1,2}[.)] \\S.*");

    private static final Pattern BREADCRUMB =
            Pattern.compile("[^>›»/|→]{1,40}(?:\\s*[>›»→]\\s*[^>›»/|→]{1,120}|\\s+[/|]\\s+[^>›»/|→]{1,40})+");

    private static final Pattern SHARE = compile(
            "(?:share(?: (?:this|on|via|with|article|story|to)\\b.{0,40})?|tweet(?: this)?|e-?mail(?: this.{0,20})?|print(?: this.{0,20})?|"
                    + "facebook|twitter|x|linkedin|whatsapp|reddit|telegram|pinterest|copy (?:the )?link(?:.{0,20})?|link copied!?|"
                    + "save(?: (?:this|article|story|for later).{0,20})?|bookmark|gift(?: this)? article|comments?(?: \\(?\\d+\\)?)?|\\d+ comments?|"
                    + "\\d+ shares?|listen(?: to (?:this|the) (?:article|story))?(?: .{0,20})?|resize|text size|font size)");

    private static final Pattern PLEA = compile(
            "(?:sign up (?:for|to|here|now)\\b.*|subscribe (?:to|for|now|here|today)\\b.*|get (?:the|our) .{0,60}newsletter.*|"
                    + "follow (?:us|.{1,40}) on (?:twitter|facebook|x|instagram|google news|whatsapp|telegram)\\b.*|"
                    + "join (?:us|our) .{0,40}(?:whatsapp|telegram|channel|newsletter).*|download (?:the|our) .{0,30}app.*|"
                    + "(?:story|article) continues below(?: advertisement)?.?|continue reading.{0,40}|scroll (?:down )?to continue.*|"
                    + "advertisements?|sponsored(?: content)?|promoted|this (?:article|story) is for subscribers.*|"
                    + "by submitting your email.*|you can unsubscribe.*|thanks for (?:signing up|subscribing).*)");

    private static final Pattern READING_TIME =
            compile("(?:reading time:? )?\\d{1,3}[- ]min(?:ute)?s?(?: read)?|read time:? \\d{1,3} min.*");

    private static final Pattern CAPTION = compile(
            "(?:(?:file )?photos?(?: by| credit)?|pictures?(?: by| credit)?|images?(?: (?:source|caption|credit|by))?|credits?|captions?|"
                    + "photograph(?:s|y|er)?(?: by)?|video|watch|listen|graphic)\\s?[:/,|] ?\\S.*|"
                    + "\\[?\\(?(?:photo|picture|image|photograph)s? (?:by|courtesy of|credit) .*|"
                    + "(?:.{1,60}[/|] ?)?(?:getty images|afp via getty images|reuters/.{1,40}|ap photo(?:/.{1,40})?|shutterstock|epa-efe|file photo|"
                    + "handout(?: via .{1,30})?)(?: ?[/|].{1,60})?|.{10,180}\\((?:ap photo|reuters|photo|getty)[/: ].{0,60}\\)");

    private static final Pattern LINK = compile(
            "(?:read (?:more|also|next|the full (?:story|article)|our .{1,60})|also read|see also|related(?: (?:story|article|link))?|more on this|"
                    + "must read|don['’]t miss|recommended|watch|explainer|go deeper|up next)\\s?[:|>»-]\\s?\\S.*");

    private static final Pattern LINK_LIST = compile(
            "(?:(?:most )?(?:popular|read|viewed|shared|commented)(?: (?:right )?now| stories| articles| today| this week| on .{1,30}| in .{1,30})?|"
                    + "popular right now|right now|trending(?: now| stories| today| topics| on .{1,30})?|related(?: (?:stories|articles|news|content|links|topics|"
                    + "coverage|posts|reading|video|videos))?|read (?:more|next|also)|also read|see also|more (?:from|on|in|about) .{1,40}|more (?:news|stories|"
                    + "coverage|like this|headlines)|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|you['’]ll also like|recommended"
                    + "(?: (?:for you|stories|reading|articles|videos))?|(?:top|latest|other|more|featured|editor['’]s|editors['’]) (?:stories|news|headlines|picks?)|"
                    + "what (?:to read|others are reading|else is happening)|up next|next article|previous article|in this section|around the web|"
                    + "from (?:around )?the web|elsewhere on .{1,30}|keep reading|further reading|on this topic|explore more|don['’]t miss|editor['’]s choice)\\s?:?");

    private static final Pattern END = compile(
            "(?:(?:view |show |post |leave |add )?(?:a |all |your )?comments?(?: \\(\\d+\\)| section)?|leave a (?:comment|reply)|join the (?:conversation|"
                    + "discussion)|about (?:the )?authors?|(?:tags|topics|filed under|keywords|categories)\\s?:.*|(?:tags|topics)|(?:©|\\(c\\)|copyright ).*|"
                    + ".{0,80}all rights reserved.*|our standards: .*|terms (?:of (?:use|service)|and conditions).*|privacy policy.*|"
                    + "cookie (?:policy|settings).*|contact us|about us|do not sell .*)");

    private static final Pattern DATE_LABEL = compile(
            "(?:published|posted|updated|last (?:updated|modified)|first published|created|modified|date)(?: (?:on|at))?:? ");

    private Furniture() {}

    /** A line that may stand above a headline: menus, breadcrumbs, sign-in links. */
    static boolean isNavigation(String line) {
        return isShort(line)
                && (NAVIGATION.matcher(line).matches()
                        || NUMBERED.matcher(line).matches()
                        || BREADCRUMB.matcher(line).matches());
    }

    /** A line that is no part of the text wherever it stands: share buttons, pleas, credits, single links. */
    static boolean isInterruption(String line) {
        return isShort(line)
                && List.of(SHARE, PLEA, READING_TIME, CAPTION, LINK).stream()
                        .anyMatch(pattern -> pattern.matcher(line).matches());
    }

    /** A heading over a list of links to other articles. */
    static boolean opensLinkList(String line) {
        return isShort(line) && LINK_LIST.matcher(line).matches();
    }

    /** A line after which nothing of the article follows. */
    static boolean endsArticle(String line) {
        return isShort(line) && END.matcher(line).matches();
    }

    /** The line without a label such as {@code Published:} before its date. */
    static String withoutDateLabel(String line) {
        var label = DATE_LABEL.matcher(line);
        return label.lookingAt() ? line.substring(label.end()) : line;
    }

    private static boolean isShort(String line) {
        return line.length() <= LONGEST;
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}

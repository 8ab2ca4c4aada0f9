package dev.dateline.ingest.html;

import java.util.regex.Pattern;

/** Lines that sites set within and around an article, told by how they are worded, none by its site. */
final class Phrases {

    private static final int LONGEST_NOTICE = 600;
    private static final int LONGEST_CREDIT = 400;
    private static final int LONGEST_LINE = 160;

    private static final Pattern FURNITURE = whole(
            "read (?:more|also|next)\\b.*|also read.*|see also.*|more|share|tweet|print|e-?mail|comments?|\\d+ comments?|advertisement|advert|ad|"
                    + "related(?: \\w+)?|related:.*|follow us.*|subscribe.*|sign up.*|continue reading.*|loading.*|watch.*|photos?|video|gallery|view \\w+|"
                    + "show \\w+|next|previous|back to top|source|via|tags?:?.*|filed under.*|posted in.*|facebook|twitter|linkedin|whatsapp|pinterest|"
                    + "reddit|copy link|save|top stories|most popular|trending.*|(?:story|article) continues.*|recommended.*|sponsored.*|promoted.*|"
                    + "you may also.*|more on this.*|more from.*|(?:read|see|more|also|photo|image|credit):.*|(?:photo|image) credit.*|anzeige|werbung|publicité|"
                    + "publicidad|publicidade|pubblicità|реклама|lesen sie auch.*|lire aussi.*|leia também.*|lea también.*|leggi anche.*|читайте также.*");

    private static final Pattern NOTICE = Pattern.compile(
            "(?:this|our|we|the) (?:web)?(?:site|page)?s? ?(?:uses?|use) cookies|(?:by|your) (?:using|continuing|clicking|use of) .{0,60}(?:cookies|privacy policy|"
                    + "terms)|sign up (?:for|to) .{0,60}newsletter|subscribe to (?:our|the) |all rights reserved|cookies (?:that|may|are)|(?:get|receive) "
                    + ".{0,60}(?:delivered|straight|right) .{0,20}(?:inbox|letterbox)|your e-?mail address will not be published|unsubscribe at any time|"
                    + "may not be (?:published|reproduced|republished)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CREDIT = whole("(?:in )?this .{0,60}(?:photo|image|picture)\\b.{0,300}|"
            + ".{0,260}[(\\[](?:image|photo|picture|credit|pic|photograph)s?(?: credit| by| courtesy)?[:/ ].{1,80}[)\\]]|"
            + "(?:(?:file )?photos?|images?|pictures?|credits?)(?: by| credit| courtesy(?: of)?| source)?\\s?[:/].{1,150}|"
            + ".{0,150}(?:getty images|via getty|/ ?reuters|/ ?ap photo|/ ?afp|shutterstock)\\)?.?");

    private static final Pattern LINK_LIST = whole(
            "(?:most )?(?:popular|read|viewed|shared)(?: now| stories| articles| today)?|trending(?: now| stories)?|related(?: \\w+){0,2}|(?:read|see) also|"
                    + "also read|more (?:great|top|from|on|in|about) .{1,50}|more (?:\\S+ )?(?:news|stories|coverage|like this|headlines)|you (?:may|might) "
                    + "(?:also )?(?:like|be interested in|have missed)|recommended(?: .{1,20})?|(?:top|latest|other|featured|editor['’]s|editors['’]) "
                    + "(?:stories|news|headlines|picks?)|up next|next article|previous article|in this section|(?:from )?(?:around )?the web|keep reading|"
                    + "further reading|explore more|don['’]t miss|editor['’]s choice|must[- ]reads?|see more|popular on .{1,30}|join the conversation.*");

    private static final Pattern HEAD =
            whole("(?:by|von|par|por|di|da|door|av|af)[ :].*|.*(?:\\b(?:19|20)\\d\\d\\b|\\d{1,2}:\\d{2}|\\bago\\b).*");

    private static final Pattern TAIL = whole(
            "(?:more|read|see|watch|follow|related|tags?|filed|topics?|posted|published|updated|last updated|share|source|by|category|categories)\\b.*[^.]");

    private static final Pattern SIGN_OFF = whole(
            ".{0,60}\\b(?:follow|e-?mail|contact|reach|like|find) (?:us|me|him|her|them|the author|the reporter|[\\p{Lu}@][\\w.@]+(?: [\\p{Lu}@][\\w.@]+){0,6})\\b.{0,60}"
                    + "(?:@\\w|\\btwitter\\b|\\bfacebook\\b|\\binstagram\\b).{0,120}|"
                    + "have a (?:news )?tip\\?.*|got a (?:news )?tip\\?.*|click here to get the .{1,30} app.*|.{1,80} contributed to this (?:report|story|article)\\.?|"
                    + "send (?:us )?(?:your )?(?:tips|letters|feedback) to .*|get the latest updates .*inbox.*|we want to hear .*|"
                    + "(?:the .{1,40} is|we are) committed to publishing a diversity of letters.*");

    private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{N}]*");

    private Phrases() {}

    /** A line that is no part of a text wherever it stands. */
    static boolean isFurniture(String line) {
        return line.length() <= LONGEST_LINE && FURNITURE.matcher(line).matches();
    }

    /** A notice about cookies, rights or newsletters. */
    static boolean isNotice(String line) {
        return line.length() <= LONGEST_NOTICE && NOTICE.matcher(line).find();
    }

    /** A picture's caption with its credit. */
    static boolean isCredit(String line) {
        return line.length() <= LONGEST_CREDIT && CREDIT.matcher(line).matches();
    }

    /** A heading over a list of other articles. */
    static boolean opensLinkList(String line) {
        return line.length() <= LONGEST_LINE && LINK_LIST.matcher(line).matches();
    }

    /** A line that names the author or the date. */
    static boolean isHead(String line) {
        return line.length() <= LONGEST_LINE && HEAD.matcher(line).matches();
    }

    /** A line that may stand under an article but not in it. */
    static boolean isTail(String line) {
        return line.length() <= LONGEST_LINE && TAIL.matcher(line).matches()
                || line.length() <= 2 * LONGEST_LINE && SIGN_OFF.matcher(line).matches()
                || NO_WORDS.matcher(line).matches();
    }

    /** Whether there is neither letter nor digit. */
    static boolean hasNoWords(String line) {
        return NO_WORDS.matcher(line).matches();
    }

    private static Pattern whole(String pattern) {
        return Pattern.compile("(?:" + pattern + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}

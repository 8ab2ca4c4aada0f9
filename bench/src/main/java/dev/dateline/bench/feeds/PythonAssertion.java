package dev.dateline.bench.feeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an assertion of feedparser's test suite, a Python expression over what a feed was read as: names, subscripts,
 * attributes, {@code and}, {@code or}, {@code not}, comparisons, {@code len} and literals. What the reading does not carry is not
 * judged: {@link Verdict#NOT_CARRIED}.
 */
public final class PythonAssertion {

    /** What became of an assertion. */
    public enum Verdict {
        /** It is true. */
        HOLDS,
        /** It is false. */
        FAILS,
        /** It speaks of something that Dateline does not carry. */
        NOT_CARRIED
    }

    /** Neither true nor false, and without weight beside other conditions: whether feedparser found the feed well-formed. */
    private static final Object NO_MATTER = new Object();

    private final String source;
    private final Map<String, Object> names;
    private final BiPredicate<@Nullable Object, @Nullable Object> equal;
    private int at;

    private PythonAssertion(
            String source, Map<String, Object> names, BiPredicate<@Nullable Object, @Nullable Object> equal) {
        this.source = source;
        this.names = names;
        this.equal = equal;
    }

    /**
     * Judges an assertion.
     *
     * @param assertion the expression
     * @param names what the names in it stand for: maps, lists, strings and objects that only {@code equal} understands
     * @param equal whether two values are the same
     */
    public static Verdict judge(
            String assertion, Map<String, Object> names, BiPredicate<@Nullable Object, @Nullable Object> equal) {
        PythonAssertion evaluation = new PythonAssertion(assertion.strip(), names, equal);
        try {
            Object value = evaluation.disjunction();
            evaluation.blanks();
            if (evaluation.at < evaluation.source.length() || value == NO_MATTER) {
                return Verdict.NOT_CARRIED;
            }
            return isTrue(value) ? Verdict.HOLDS : Verdict.FAILS;
        } catch (NotCarriedException e) {
            return Verdict.NOT_CARRIED;
        } catch (AbsentException e) {
            return Verdict.FAILS;
        }
    }

    private static final class NotCarriedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Python's KeyError and IndexError. */
    private static final class AbsentException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private @Nullable Object disjunction() {
        Object value = conjunction();
        while (word("or")) {
            Object other = conjunction();
            value = value == NO_MATTER ? other : isTrue(value) ? value : other;
        }
        return value;
    }

    private @Nullable Object conjunction() {
        Object value = negation();
        while (word("and")) {
            Object other = negation();
            if (value == NO_MATTER) {
                value = other;
            } else if (other != NO_MATTER) {
                value = isTrue(value) ? other : value;
            }
        }
        return value;
    }

    private @Nullable Object negation() {
        if (word("not")) {
            Object value = negation();
            return value == NO_MATTER ? value : (Object) !isTrue(value);
        }
        return comparison();
    }

    private @Nullable Object comparison() {
        Object left = primary();
        Boolean result = null;
        while (true) {
            if (symbol("==")) {
                Object right = primary();
                result = !Boolean.FALSE.equals(result) && equal.test(left, right);
                left = right;
            } else if (symbol("!=")) {
                Object right = primary();
                result = !Boolean.FALSE.equals(result) && !equal.test(left, right);
                left = right;
            } else if (word("in")) {
                Object right = primary();
                if (!(right instanceof Map<?, ?> map)) {
                    throw new NotCarriedException();
                }
                result = map.containsKey(left);
            } else {
                return result == null ? left : result;
            }
        }
    }

    private @Nullable Object primary() {
        Object value = atom();
        while (true) {
            blanks();
            if (symbol("[")) {
                Object key = disjunction();
                require("]");
                value = item(value, key);
            } else if (at < source.length() && source.charAt(at) == '.') {
                at++;
                value = item(value, name());
            } else if (at < source.length() && source.charAt(at) == '(') {
                throw new NotCarriedException();
            } else {
                return value;
            }
        }
    }

    private static @Nullable Object item(@Nullable Object container, @Nullable Object key) {
        if (container instanceof Map<?, ?> map) {
            if (map.containsKey(key)) {
                return map.get(key);
            }
            Object carried = map.get(CARRIED);
            if (carried instanceof List<?> list && list.contains(key)) {
                throw new AbsentException();
            }
            throw new NotCarriedException();
        }
        if (container instanceof List<?> list && key instanceof Long index) {
            if (index >= list.size()) {
                throw new AbsentException();
            }
            return list.get((int) (long) index);
        }
        throw new NotCarriedException();
    }

    /** The key under which a map lists what it would hold if the feed had it. */
    public static final String CARRIED = "\0carried";

    private @Nullable Object atom() {
        blanks();
        if (at >= source.length()) {
            throw new NotCarriedException();
        }
        char c = source.charAt(at);
        if (c == '(') {
            return tuple();
        }
        if (c == '{') {
            return dictionary();
        }
        if (c == '\'' || c == '"') {
            return string();
        }
        if (Character.isDigit(c) || c == '-') {
            int begin = at++;
            while (at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
            return Long.parseLong(source.substring(begin, at));
        }
        String name = name();
        if ((name.equals("u") || name.equals("b")) && at < source.length() && "'\"".indexOf(source.charAt(at)) >= 0) {
            return string();
        }
        return switch (name) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            case "bozo" -> NO_MATTER;
            case "len" -> length();
            default -> {
                if (!names.containsKey(name)) {
                    throw new NotCarriedException();
                }
                yield names.get(name);
            }
        };
    }

    private Object length() {
        require("(");
        Object value = disjunction();
        require(")");
        if (value instanceof List<?> list) {
            return (long) list.size();
        }
        throw new NotCarriedException();
    }

    private @Nullable Object tuple() {
        at++;
        List<@Nullable Object> values = new ArrayList<>();
        boolean comma = false;
        blanks();
        while (!symbol(")")) {
            values.add(disjunction());
            comma |= symbol(",");
            blanks();
            if (at >= source.length()) {
                throw new NotCarriedException();
            }
        }
        return values.size() == 1 && !comma ? values.getFirst() : values;
    }

    private Object dictionary() {
        at++;
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        while (!symbol("}")) {
            Object key = disjunction();
            require(":");
            values.put(Objects.requireNonNullElse(key, ""), disjunction());
            symbol(",");
            blanks();
            if (at >= source.length()) {
                throw new NotCarriedException();
            }
        }
        return values;
    }

    private String string() {
        char quote = source.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c != '\\' || at >= source.length()) {
                out.append(c);
                continue;
            }
            char escape = source.charAt(at++);
            switch (escape) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'x' -> out.appendCodePoint(hexadecimal(2));
                case 'u' -> out.appendCodePoint(hexadecimal(4));
                case 'U' -> out.appendCodePoint(hexadecimal(8));
                default -> out.append(escape);
            }
        }
        at++;
        blanks();
        // Python joins neighbouring strings.
        if (at < source.length() && "'\"".indexOf(source.charAt(at)) >= 0) {
            out.append(string());
        }
        return out.toString();
    }

    private int hexadecimal(int digits) {
        int end = Math.min(at + digits, source.length());
        try {
            int code = Integer.parseInt(source.substring(at, end), 16);
            at = end;
            return code;
        } catch (NumberFormatException e) {
            throw new NotCarriedException();
        }
    }

    private String name() {
        blanks();
        int begin = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        if (begin == at) {
            throw new NotCarriedException();
        }
        return source.substring(begin, at);
    }

    private boolean word(String word) {
        blanks();
        int end = at + word.length();
        if (source.startsWith(word, at) && (end == source.length() || !Character.isLetterOrDigit(source.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private boolean symbol(String symbol) {
        blanks();
        if (source.startsWith(symbol, at)) {
            at += symbol.length();
            return true;
        }
        return false;
    }

    private void require(String symbol) {
        if (!symbol(symbol)) {
            throw new NotCarriedException();
        }
    }

    private void blanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }
}

package dev.dateline.cli.up;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the controls that the application's source makes were pressed. Each element bears the line of source that made it:
 * the pages of a watched context get the application's own {@code dom.js} with a line more in it that writes it down.
 */
final class PressedControls {

    private static final String MADE_AT = "data-made-at";
    private static final String MAKER = "/app/dom.js";
    private static final String MADE = "  return made;";
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) ?\\(?'(\\.[^']+)'");
    private static final Pattern CONTROL = Pattern.compile(
            "(?<!function )\\bbutton\\(|element\\(\\s*'(?:button|select|summary)'|element\\(\\s*'input',\\s*\\{\\s*type: '(?:checkbox|radio|range)'");
    private static final Pattern NAMED = Pattern.compile("<button [^>]*id=\"([^\"]+)\"");

    /** The line that called, as {@code /app/live/live.js:52}. */
    private static final String WRITE_DOWN = """
              if (/^(button|select|summary)$/.test(name) || /^(checkbox|radio|range)$/.test(made.type)) {
                const caller = new Error().stack.split('\\n').find((line) => line.includes('/app/') && !line.includes('/app/dom.js'));
                made.setAttribute('%s', caller?.match(/\\/app\\/[^:]+:[0-9]+/)?.[0] ?? '');
              }
            """.formatted(MADE_AT);

    private static final String LISTEN = """
            for (const type of ['click', 'change', 'input']) {
              addEventListener(type, ({target}) => {
                const control = target.closest?.('[%1$s], button[id]');
                if (control) {
                  pressed(control.getAttribute('%1$s') ?? control.id);
                }
              }, true);
            }
            """.formatted(MADE_AT);

    private static final String PRESS = """
            (pressed) => {
              const known = new Set(pressed);
              const all = ['dialog[open] ', '[popover]:popover-open ', '']
                .flatMap((within) => [...document.querySelectorAll(`${within}[%1$s], ${within}button[id]`)]);
              const next = all.find((e) => !known.has(e.getAttribute('%1$s') ?? e.id) && !e.disabled
                && (e.checkVisibility() || e.type === 'radio'));
              if (next?.tagName === 'SELECT') {
                next.selectedIndex = next.options.length - 1;
                next.dispatchEvent(new Event('change', {bubbles: true}));
              } else if (next?.type === 'range') {
                next.value = Number(next.max) - 3;
                next.dispatchEvent(new Event('input', {bubbles: true}));
              } else {
                next?.click();
              }
              return next !== undefined;
            }
            """.formatted(MADE_AT);

    private final ReadApi site;
    private final Set<String> pressed = new ConcurrentSkipListSet<>();

    PressedControls(ReadApi site) {
        this.site = site;
    }

    /** Writes down what is pressed on a page from its next navigation on. */
    void watch(Page page) {
        BrowserContext context = page.context();
        String maker = site.get(MAKER).body();
        if (!maker.contains(MADE)) {
            throw new IllegalStateException(MAKER + " has no line '" + MADE + "' any more");
        }
        String watched = maker.replace(MADE, WRITE_DOWN + MADE);
        context.route(
                "**" + MAKER,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(watched)));
        context.exposeBinding("pressed", (source, arguments) -> pressed.add(String.valueOf(arguments[0])));
        context.addInitScript(LISTEN);
    }

    /** Presses a control that is to be seen on the page and was never pressed, one of an open dialog before all others; says whether there was one. */
    boolean pressAnother(Page page) {
        return (boolean) page.evaluate(PRESS, List.copyOf(pressed));
    }

    /** What the source of the application makes and nobody pressed: lines of source, and ids of the page's own buttons. */
    Set<String> missing() {
        Set<String> missing = inSource();
        missing.removeAll(pressed);
        return missing;
    }

    private Set<String> inSource() {
        Map<String, String> scripts = new HashMap<>();
        Deque<String> toRead = new ArrayDeque<>(List.of("/app/main.js"));
        while (!toRead.isEmpty()) {
            String path = toRead.pop();
            String text = scripts.computeIfAbsent(path, found -> site.get(found).body());
            Matcher imported = IMPORT.matcher(text);
            while (imported.find()) {
                String other = URI.create(path).resolve(imported.group(1)).getPath();
                if (!scripts.containsKey(other)) {
                    toRead.push(other);
                }
            }
        }
        Set<String> controls = new TreeSet<>();
        scripts.remove(MAKER);
        scripts.forEach((path, text) -> {
            Matcher control = CONTROL.matcher(text);
            while (control.find()) {
                long line = 1
                        + text.substring(0, control.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                controls.add(path + ":" + line);
            }
        });
        Matcher named = NAMED.matcher(site.get("/").body());
        while (named.find()) {
            controls.add(named.group(1));
        }
        return controls;
    }
}

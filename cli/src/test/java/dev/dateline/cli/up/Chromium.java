package dev.dateline.cli.up;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, driven by Playwright, whose own browsers are not downloaded. It keeps what pages complain
 * about; a test that needs it is skipped, with a line, where there is none.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final URI site;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> foreign = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, Browser browser, URI site) {
        this.playwright = playwright;
        this.browser = browser;
        this.site = site;
    }

    /** Skips the test where this machine has no Chromium. */
    static Path required() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no Chromium on the PATH (Debian: apt-get install chromium)");
        return found.orElseThrow();
    }

    /** Starts it for a site. */
    static Chromium start(Path program, URI site) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        // Chromium has no sandbox for root, whom tests in a container run as.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser, site);
    }

    /** How a reader looks at the page. */
    record Look(String name, int width, int height, ColorScheme colours) {

        static final Look PHONE = new Look("phone-dark", 390, 844, ColorScheme.DARK);
        static final Look DESK = new Look("desk-light", 1440, 900, ColorScheme.LIGHT);
        static final Look WALL = new Look("wall-dark", 2560, 1440, ColorScheme.DARK);
    }

    /** A page of its own, without memory of others. */
    Page page(Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(site.toString())
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(page.url() + ": a dialog says " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(site.toString())) {
                foreign.add(page.url() + " asked for " + request.url());
            }
        });
        return page;
    }

    /** Errors and warnings in the console, errors of scripts, dialogs; since the last call. */
    List<String> complaints() {
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    /** Requests to any other site. */
    List<String> foreignRequests() {
        return List.copyOf(foreign);
    }

    /** What axe-core calls serious or critical, one line a fault. */
    static List<String> seriousFaults(Page page) {
        page.evaluate(axe());
        Object found = page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                    .filter(({impact}) => impact === 'serious' || impact === 'critical')
                    .flatMap(({id, help, nodes}) => nodes.map((node) => `${id}: ${help}: ${node.html}`))
                """);
        List<String> faults = new ArrayList<>();
        ((List<?>) found).forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    private static String axe() {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a screenshot of that name goes. */
    static Path screenshot(String... name) {
        return Path.of(
                "target",
                "screenshots",
                String.join(
                                "-",
                                Arrays.stream(name)
                                        .map(part -> part.replaceAll("[^A-Za-z0-9]+", "-")
                                                .replaceAll("^-|-$", ""))
                                        .filter(part -> !part.isEmpty())
                                        .toList())
                        + ".png");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

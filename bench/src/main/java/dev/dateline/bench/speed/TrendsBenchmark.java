package dev.dateline.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dateline.enrich.trend.HourCounts;
import dev.dateline.enrich.trend.TrendScore;
import dev.dateline.enrich.trend.TrendWindow;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a trend is worth: false alarms a window in simulated news without events, and which planted bursts are found and how
 * soon, beside three times the mean and three standard deviations in the same run; then what a hop costs.
 */
final class TrendsBenchmark implements Benchmark {

    /** What is measured, in this order, unless some of it is asked for. */
    private static final List<String> PARTS = List.of("alarms", "bursts", "signal", "cost");

    private static final Path DATA = Path.of("../shared/data");

    /** The seed that the rule of dispersion was chosen on. */
    private static final long CHOSEN_ON = 7;

    /** Seeds that nothing was chosen on. */
    private static final List<Long> FRESH = List.of(101L, 102L, 103L, 104L, 105L);

    private static final long BURST_SEED = 200;

    static final int ENTITIES = 5_000;
    private static final int DAYS = TrendScore.DAYS;

    /** A day's window that ends within the day looks back on the days before the one in which it began. */
    private static final int HISTORY = DAYS + 1;

    private static final int HOURS = 24;
    private static final int HOPS_IN_HOUR = 12;
    private static final int HOPS_IN_DAY = HOURS * HOPS_IN_HOUR;
    private static final int NOW = HISTORY * HOPS_IN_DAY;

    private static final int BURSTS = 400;
    private static final int BURST_HOPS = 2 * HOPS_IN_HOUR;
    private static final int[] TIMES = {2, 3, 4, 5, 7, 10};

    /** Bursts are planted on the entities that the news names every other hour at least. */
    private static final double RAREST_BURST = 0.5;

    private enum Rule {
        OURS("trend/v1"),
        TRIPLE("3 x mean"),
        TRIPLE_GATED("3 x mean, gated"),
        Z("z >= 3"),
        Z_GATED("z >= 3, gated");

        final String title;

        Rule(String title) {
            this.title = title;
        }

        boolean alarms(
                TrendWindow window, int units, int families, double[] before, double expected, double dispersion) {
            double mean = Arrays.stream(before).sum() / before.length;
            double variance =
                    Arrays.stream(before).map(b -> (b - mean) * (b - mean)).sum() / (before.length - 1);
            return switch (this) {
                case OURS -> TrendScore.passes(window, units, families, TrendScore.rise(units, expected, dispersion));
                case TRIPLE -> units > 3 * mean && units > 0;
                case TRIPLE_GATED -> units > 3 * mean && TrendScore.evident(window, units, families);
                case Z -> units - mean >= 3 * Math.sqrt(variance) && units > mean;
                case Z_GATED ->
                    units - mean >= 3 * Math.sqrt(variance)
                            && units > mean
                            && TrendScore.evident(window, units, families);
            };
        }
    }

    /** One simulated run: days by the hour, then one by the hop. */
    private record Run(HourCounts[] hours, int[] hourVolumes, int[][] yesterday, int[][] day, int[] dayVolumes) {

        static Run of(SimulatedNews news, int[] burstBegins, double times) {
            int entities = news.entities();
            HourCounts[] hours = new HourCounts[entities];
            int[] hourVolumes = new int[HISTORY * HOURS];
            int[][] yesterday = new int[entities][HOURS];
            int[][] day = new int[entities][];
            int[] dayVolumes = new int[HOPS_IN_DAY];
            for (int entity = 0; entity < entities; entity++) {
                hours[entity] = new HourCounts();
                for (int hour = 0; hour < hourVolumes.length; hour++) {
                    int units = news.hour(entity, hour);
                    if (units > 0) {
                        hours[entity].add(hour, units, units);
                    }
                    hourVolumes[hour] += units;
                    if (hour >= hourVolumes.length - HOURS) {
                        yesterday[entity][hour % HOURS] = units;
                    }
                }
                day[entity] = news.day(entity, HISTORY * HOURS, burstBegins[entity], BURST_HOPS, times);
                for (int hop = 0; hop < HOPS_IN_DAY; hop++) {
                    dayVolumes[hop] += day[entity][hop];
                }
                for (int hour = 0; hour < HOURS; hour++) {
                    int units = sum(day[entity], hour * HOPS_IN_HOUR, (hour + 1) * HOPS_IN_HOUR);
                    hours[entity].add(HISTORY * HOURS + hour, units, units);
                }
            }
            return new Run(hours, hourVolumes, yesterday, day, dayVolumes);
        }

        /** Units of an entity in a window that ends so many hops into the day; one that began yesterday ends with an hour. */
        int units(int entity, TrendWindow window, int end) {
            int today = sum(day[entity], Math.max(0, end - window.hops()), end);
            return window == TrendWindow.DAY ? today + sum(yesterday[entity], end / HOPS_IN_HOUR, HOURS) : today;
        }

        /** Articles within the window. */
        int volume(TrendWindow window, int end) {
            int today = sum(dayVolumes, Math.max(0, end - window.hops()), end);
            int before = hourVolumes.length - HOURS;
            return window == TrendWindow.DAY
                    ? today + sum(hourVolumes, before + end / HOPS_IN_HOUR, before + HOURS)
                    : today;
        }

        /** Articles of the same time on the days before: an hour that the window shares counts by its share. */
        double volumeBefore(TrendWindow window, int end) {
            double sum = 0;
            for (int hop = end - window.hops(); hop < end; hop++) {
                for (int back = 1; back <= DAYS; back++) {
                    sum += hourVolumes[(NOW + hop - back * HOPS_IN_DAY) / HOPS_IN_HOUR] / (double) HOPS_IN_HOUR;
                }
            }
            return sum;
        }
    }

    /** A window at a time of a run, with what is the same for all entities. */
    private record Look(Run run, TrendWindow window, int end, int volume, double volumeBefore) {

        static Look at(Run run, TrendWindow window, int end) {
            return new Look(run, window, end, run.volume(window, end), run.volumeBefore(window, end));
        }

        /** The rules that alarm for an entity. */
        List<Rule> alarming(SimulatedNews news, int entity) {
            int units = run.units(entity, window, end);
            if (units == 0) {
                return List.of();
            }
            double[] before = run.hours()[entity].before(window, NOW + end, DAYS);
            double expected = TrendScore.expected(before, volumeBefore, volume);
            double dispersion = run.hours()[entity].dispersion(window, NOW + end, DAYS);
            int families = news.families(units);
            List<Rule> rules = new ArrayList<>();
            for (Rule rule : Rule.values()) {
                if (rule.alarms(window, units, families, before, expected, dispersion)) {
                    rules.add(rule);
                }
            }
            return rules;
        }
    }

    @Override
    public String name() {
        return "trends";
    }

    @Override
    public String description() {
        return "trends: false alarms and bursts found in simulated news, beside 3 x mean and z >= 3; real signal; cost of a hop"
                + " [alarms|bursts|signal|cost] [PATH]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        ObjectNode figures = new ObjectMapper().createObjectNode();
        Set<String> parts = new LinkedHashSet<>(arguments);
        parts.retainAll(PARTS);
        Path data = arguments.stream()
                .filter(argument -> !PARTS.contains(argument))
                .findFirst()
                .map(Path::of)
                .orElse(DATA);
        for (String part : parts.isEmpty() ? PARTS : parts) {
            switch (part) {
                case "alarms" -> falseAlarms(out, figures);
                case "bursts" -> bursts(out, figures);
                case "signal" -> TrendsSignal.measure(data, out, figures);
                default -> TrendsCost.measure(out, figures);
            }
        }
        out.println(figures);
    }

    private static void falseAlarms(PrintStream out, ObjectNode figures) {
        out.printf(
                "False alarms a window: %d entities without events, Zipf rates, over-dispersed, daily rhythm%n",
                ENTITIES);
        out.printf("%-18s %10s %10s %10s %10s%n", "", "seed", "PT15M", "PT1H", "PT24H");
        double[][] fresh = new double[Rule.values().length][TrendWindow.SCORED.size()];
        tell(CHOSEN_ON, falseAlarms(CHOSEN_ON, ENTITIES), out);
        for (long seed : FRESH) {
            double[][] alarms = falseAlarms(seed, ENTITIES);
            tell(seed, alarms, out);
            for (int rule = 0; rule < fresh.length; rule++) {
                for (int window = 0; window < fresh[rule].length; window++) {
                    fresh[rule][window] += alarms[rule][window] / FRESH.size();
                }
            }
        }
        out.printf("Mean of the seeds that nothing was chosen on:%n");
        for (Rule rule : Rule.values()) {
            tell(rule, "mean", fresh[rule.ordinal()], out);
        }
        for (int window = 0; window < TrendWindow.SCORED.size(); window++) {
            String key = "false_alarms_" + TrendWindow.SCORED.get(window).iso();
            figures.put(key, fresh[Rule.OURS.ordinal()][window]);
            figures.put(key + "_triple", fresh[Rule.TRIPLE.ordinal()][window]);
            figures.put(key + "_z", fresh[Rule.Z.ordinal()][window]);
        }
    }

    private static void tell(long seed, double[][] alarms, PrintStream out) {
        tell(Rule.OURS, Long.toString(seed), alarms[Rule.OURS.ordinal()], out);
    }

    private static void tell(Rule rule, String seed, double[] alarms, PrintStream out) {
        out.printf(Locale.ROOT, "%-18s %10s", rule.title, seed);
        for (double ofWindow : alarms) {
            out.printf(Locale.ROOT, " %10.2f", ofWindow);
        }
        out.println();
    }

    /** False alarms a window of each rule, by the windows that are scored: each hop of a day, and each hour for a day's window. */
    static double[][] falseAlarms(long seed, int entities) {
        SimulatedNews news = new SimulatedNews(seed, entities);
        int[] none = new int[entities];
        Arrays.fill(none, -1);
        Run run = Run.of(news, none, 1);
        double[][] alarms = new double[Rule.values().length][TrendWindow.SCORED.size()];
        for (int w = 0; w < TrendWindow.SCORED.size(); w++) {
            TrendWindow window = TrendWindow.SCORED.get(w);
            boolean day = window == TrendWindow.DAY;
            int looks = 0;
            for (int end = day ? HOPS_IN_HOUR : window.hops(); end <= HOPS_IN_DAY; end += day ? HOPS_IN_HOUR : 1) {
                Look look = Look.at(run, window, end);
                looks++;
                for (int entity = 0; entity < entities; entity++) {
                    for (Rule rule : look.alarming(news, entity)) {
                        alarms[rule.ordinal()][w]++;
                    }
                }
            }
            for (double[] ofRule : alarms) {
                ofRule[w] /= looks;
            }
        }
        return alarms;
    }

    private static void bursts(PrintStream out, ObjectNode figures) {
        out.println();
        out.printf(
                "Planted bursts of 2 h on %d entities named %.1f times an hour or more: share found, median minutes%n",
                BURSTS, RAREST_BURST);
        out.printf("%-8s", "times");
        for (Rule rule : Rule.values()) {
            out.printf(" %18s", rule.title);
        }
        out.println();
        for (int times : TIMES) {
            SimulatedNews news = new SimulatedNews(BURST_SEED + times, ENTITIES);
            int[] begins = begins(news);
            Run run = Run.of(news, begins, times);
            List<List<Integer>> minutes = new ArrayList<>();
            Arrays.stream(Rule.values()).forEach(rule -> minutes.add(new ArrayList<>()));
            for (int entity = 0; entity < begins.length; entity++) {
                if (begins[entity] >= 0) {
                    int[] found = found(run, news, entity, begins[entity]);
                    for (int rule = 0; rule < found.length; rule++) {
                        if (found[rule] > 0) {
                            minutes.get(rule).add(found[rule]);
                        }
                    }
                }
            }
            out.printf("%-8d", times);
            for (List<Integer> ofRule : minutes) {
                ofRule.sort(null);
                out.printf(
                        Locale.ROOT,
                        " %11.3f %3d min",
                        (double) ofRule.size() / BURSTS,
                        ofRule.isEmpty() ? 0 : ofRule.get(ofRule.size() / 2));
            }
            out.println();
            figures.put("recall_" + times, (double) minutes.getFirst().size() / BURSTS);
        }
    }

    private static int[] begins(SimulatedNews news) {
        int[] begins = new int[news.entities()];
        Arrays.fill(begins, -1);
        int eligible = 0;
        while (eligible < begins.length && news.rate(eligible) >= RAREST_BURST) {
            eligible++;
        }
        for (int planted = 0; planted < BURSTS; ) {
            int entity = news.below(eligible);
            if (begins[entity] < 0) {
                begins[entity] = HOPS_IN_HOUR + news.below(HOPS_IN_DAY - BURST_HOPS - HOPS_IN_HOUR);
                planted++;
            }
        }
        return begins;
    }

    /** Minutes until each rule alarms in either window while the burst lasts; 0 for never. */
    private static int[] found(Run run, SimulatedNews news, int entity, int begin) {
        int[] minutes = new int[Rule.values().length];
        for (int end = begin + 1; end <= begin + BURST_HOPS; end++) {
            for (TrendWindow window : List.of(TrendWindow.QUARTER_HOUR, TrendWindow.HOUR)) {
                for (Rule rule : Look.at(run, window, end).alarming(news, entity)) {
                    if (minutes[rule.ordinal()] == 0) {
                        minutes[rule.ordinal()] = 5 * (end - begin);
                    }
                }
            }
        }
        return minutes;
    }

    private static int sum(int[] counts, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }
}

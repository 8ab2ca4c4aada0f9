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
import java.util.List;
import java.util.Locale;

/**
 * What a trend is worth: false alarms a window in simulated news without events, and which planted bursts are found and how
 * soon, beside three times the mean and three standard deviations in the same run; then what a hop costs.
 */
final class TrendsBenchmark implements Benchmark {

    private static final Path DATA = Path.of("../shared/data");
    private static final long SEED = 7;
    private static final int DAYS = TrendScore.DAYS;
    private static final int HOPS_IN_HOUR = 12;
    private static final int HOPS_IN_DAY = 24 * HOPS_IN_HOUR;

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

    /** One simulated run: 28 days by the hour, then one by the hop. */
    private record Run(HourCounts[] hours, int[] hourVolumes, int[][] day, int[] dayVolumes) {

        static Run of(SimulatedNews news, int[] burstBegins, double times) {
            HourCounts[] hours = new HourCounts[SimulatedNews.ENTITIES];
            int[] hourVolumes = new int[DAYS * 24];
            int[][] day = new int[SimulatedNews.ENTITIES][];
            int[] dayVolumes = new int[HOPS_IN_DAY];
            for (int entity = 0; entity < hours.length; entity++) {
                hours[entity] = new HourCounts();
                for (int hour = 0; hour < hourVolumes.length; hour++) {
                    int units = news.hour(entity, hour);
                    if (units > 0) {
                        hours[entity].add(hour, units, units);
                    }
                    hourVolumes[hour] += units;
                }
                day[entity] = news.day(entity, DAYS * 24, burstBegins[entity], BURST_HOPS, times);
                for (int hop = 0; hop < HOPS_IN_DAY; hop++) {
                    dayVolumes[hop] += day[entity][hop];
                }
                for (int hour = 0; hour < 24; hour++) {
                    int units = sum(day[entity], hour * HOPS_IN_HOUR, (hour + 1) * HOPS_IN_HOUR);
                    hours[entity].add(DAYS * 24 + hour, units, units);
                }
            }
            return new Run(hours, hourVolumes, day, dayVolumes);
        }

        /** Articles of the same time on the days before: an hour that the window shares counts by its share. */
        double volumeBefore(TrendWindow window, int end) {
            double sum = 0;
            for (int hop = end - window.hops(); hop < end; hop++) {
                for (int d = 0; d < DAYS; d++) {
                    sum += hourVolumes[d * 24 + hop / HOPS_IN_HOUR] / (double) HOPS_IN_HOUR;
                }
            }
            return sum;
        }
    }

    @Override
    public String name() {
        return "trends";
    }

    @Override
    public String description() {
        return "trends: false alarms and bursts found in simulated news, beside 3 x mean and z >= 3; cost of a hop";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        ObjectNode figures = new ObjectMapper().createObjectNode();
        falseAlarms(out, figures);
        bursts(out, figures);
        TrendsSignal.measure(arguments.isEmpty() ? DATA : Path.of(arguments.getFirst()), out, figures);
        TrendsCost.measure(out, figures);
        out.println(figures);
    }

    private static void falseAlarms(PrintStream out, ObjectNode figures) {
        SimulatedNews news = new SimulatedNews(SEED);
        int[] none = new int[SimulatedNews.ENTITIES];
        Arrays.fill(none, -1);
        Run run = Run.of(news, none, 1);
        out.printf(
                "False alarms a window: %d entities without events, Zipf rates, over-dispersed, daily rhythm, seed %d%n",
                SimulatedNews.ENTITIES, SEED);
        out.printf("%-18s %10s %10s%n", "", "PT15M", "PT1H");
        double[][] alarms = new double[Rule.values().length][2];
        List<TrendWindow> windows = List.of(TrendWindow.QUARTER_HOUR, TrendWindow.HOUR);
        for (int w = 0; w < windows.size(); w++) {
            TrendWindow window = windows.get(w);
            int looks = 0;
            for (int end = window.hops(); end <= HOPS_IN_DAY; end++) {
                looks++;
                for (int entity = 0; entity < SimulatedNews.ENTITIES; entity++) {
                    for (Rule rule : alarming(run, news, window, entity, end)) {
                        alarms[rule.ordinal()][w]++;
                    }
                }
            }
            for (double[] ofRule : alarms) {
                ofRule[w] /= looks;
            }
        }
        for (Rule rule : Rule.values()) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %10.2f %10.2f%n",
                    rule.title,
                    alarms[rule.ordinal()][0],
                    alarms[rule.ordinal()][1]);
        }
        figures.put("false_alarms_15m", alarms[0][0]);
        figures.put("false_alarms_1h", alarms[0][1]);
        figures.put("false_alarms_1h_triple", alarms[Rule.TRIPLE.ordinal()][1]);
        figures.put("false_alarms_1h_z", alarms[Rule.Z.ordinal()][1]);
    }

    private static List<Rule> alarming(Run run, SimulatedNews news, TrendWindow window, int entity, int end) {
        int units = sum(run.day()[entity], end - window.hops(), end);
        if (units == 0) {
            return List.of();
        }
        int endHop = DAYS * HOPS_IN_DAY + end;
        double[] before = run.hours()[entity].before(window, endHop, DAYS);
        double expected = TrendScore.expected(
                before, run.volumeBefore(window, end), sum(run.dayVolumes(), end - window.hops(), end));
        double dispersion = run.hours()[entity].dispersion(window, endHop, DAYS);
        int families = news.families(units);
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            if (rule.alarms(window, units, families, before, expected, dispersion)) {
                rules.add(rule);
            }
        }
        return rules;
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
            SimulatedNews news = new SimulatedNews(SEED + times);
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
        int[] begins = new int[SimulatedNews.ENTITIES];
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
                for (Rule rule : alarming(run, news, window, entity, end)) {
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

package dev.dateline.bench.speed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page's own thread had to do for each of its frames, by a trace of Chromium: processor time of that thread, so that
 * it is the same whatever else the cores are busy with. The work of a frame is all from its beginning to that of the next.
 *
 * @param frames milliseconds of work a frame, ascending
 * @param parts milliseconds of all frames by what was done
 */
record PageWork(double[] frames, Map<String, Double> parts) {

    /** What a trace has to hold. */
    static final List<String> CATEGORIES = List.of("devtools.timeline", "disabled-by-default-devtools.timeline");

    private static final String TASK = "RunTask";
    private static final String FRAME = "FireAnimationFrame";
    private static final Map<String, List<String>> PARTS = Map.of(
            "script", List.of("FunctionCall", "EventDispatch", FRAME, "TimerFire", "EvaluateScript", "RunMicrotasks"),
            "style", List.of("UpdateLayoutTree"),
            "layout", List.of("Layout"),
            "paint", List.of("PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer", "CompositeLayers"),
            "garbage", List.of("MinorGC", "MajorGC", "CppGC.IncrementalSweep"));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Something that the thread did: microseconds since whenever, and of processor time. */
    private record Event(String name, long begin, long length, long work) {
        long end() {
            return begin + length;
        }
    }

    /**
     * Reads a trace in Chromium's JSON in which the page asked for each of its frames.
     *
     * @throws IOException if it holds no frame
     */
    static PageWork of(String trace) throws IOException {
        Map<String, List<Event>> threads = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(trace)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && "traceEvents".equals(parser.currentName())) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        JsonNode event = JSON.readTree(parser);
                        if (event.path("ph").asText().equals("X")) {
                            threads.computeIfAbsent(
                                            event.path("pid") + "/" + event.path("tid"), any -> new ArrayList<>())
                                    .add(new Event(
                                            event.path("name").asText(),
                                            event.path("ts").asLong(),
                                            event.path("dur").asLong(),
                                            event.path("tdur").asLong()));
                        }
                    }
                }
            }
        }
        // The page alone asks for every frame.
        List<Event> events = threads.values().stream()
                .max(Comparator.comparingLong(PageWork::frameCount))
                .orElseThrow(() -> new IOException("the trace is empty"));
        if (frameCount(events) < 2) {
            throw new IOException("the trace holds no frames");
        }
        events.sort(Comparator.comparingLong(Event::begin).thenComparing(Event::length, Comparator.reverseOrder()));
        return new PageWork(frames(events), parts(events));
    }

    private static long frameCount(List<Event> events) {
        return events.stream().filter(event -> event.name().equals(FRAME)).count();
    }

    private static double[] frames(List<Event> events) {
        List<Event> tasks =
                events.stream().filter(event -> event.name().equals(TASK)).toList();
        List<Long> begins = new ArrayList<>();
        for (Event frame : events) {
            if (frame.name().equals(FRAME)) {
                tasks.stream()
                        .filter(task -> task.begin() <= frame.begin() && frame.end() <= task.end())
                        .findFirst()
                        .ifPresent(task -> begins.add(task.begin()));
            }
        }
        List<Long> distinct = begins.stream().distinct().toList();
        double[] work = new double[distinct.size() - 1];
        for (Event task : tasks) {
            int found = Collections.binarySearch(distinct, task.begin());
            int frame = found >= 0 ? found : -found - 2;
            if (frame >= 0 && frame < work.length) {
                work[frame] += task.work() / 1e3;
            }
        }
        Arrays.sort(work);
        return work;
    }

    /** Each event's own work, without that of the events within it. */
    private static Map<String, Double> parts(List<Event> events) {
        Map<String, Double> parts = new TreeMap<>();
        Deque<Event> around = new ArrayDeque<>();
        for (Event event : events) {
            while (!around.isEmpty() && around.peek().end() <= event.begin()) {
                around.pop();
            }
            if (!around.isEmpty()) {
                parts.merge(part(around.peek().name()), -event.work() / 1e3, Double::sum);
            }
            parts.merge(part(event.name()), event.work() / 1e3, Double::sum);
            around.push(event);
        }
        return parts;
    }

    private static String part(String name) {
        return PARTS.entrySet().stream()
                .filter(part -> part.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }

    /** The work of that share of the frames, in milliseconds. */
    double quantile(double of) {
        return Quantile.of(of, frames);
    }

    /** How many frames took more work than that, in milliseconds. */
    long over(double most) {
        return Arrays.stream(frames).filter(work -> work > most).count();
    }
}

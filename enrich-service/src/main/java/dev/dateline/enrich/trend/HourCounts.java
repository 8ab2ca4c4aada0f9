package dev.dateline.enrich.trend;

import java.util.Arrays;

/**
 * Units of one tag by the hour, of the hours that had any; 12 bytes an hour. Hours are numbered from 1970 and come in
 * ascending order.
 */
public final class HourCounts {

    private static final int HOURS_BESIDE = 2;

    /** Numbers that a row has: the hour, its units, and those of them that are fresh. */
    private static final int ROW = 3;

    private static final int UNITS = 1;
    private static final int FRESH = 2;

    private int[] rows = new int[ROW];
    private int size;

    /** Adds to an hour, which is not before one that was added to. */
    public void add(int hour, int moreUnits, int moreFresh) {
        if (size == 0 || hour(size - 1) != hour) {
            if (size * ROW == rows.length) {
                rows = Arrays.copyOf(rows, (size + (size >> 1) + 1) * ROW);
            }
            rows[size * ROW] = hour;
            rows[size * ROW + UNITS] = 0;
            rows[size * ROW + FRESH] = 0;
            size++;
        }
        rows[(size - 1) * ROW + UNITS] += moreUnits;
        rows[(size - 1) * ROW + FRESH] += moreFresh;
    }

    private int hour(int index) {
        return rows[index * ROW];
    }

    /** Forgets the hours before one. */
    void forgetBefore(int hour) {
        int gone = index(hour);
        // Moving all for the sake of one costs more than the room is worth.
        if (gone > size / 4 || gone == size) {
            System.arraycopy(rows, gone * ROW, rows, 0, (size - gone) * ROW);
            size -= gone;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Units within an hour. */
    int units(int hour) {
        return at(UNITS, hour);
    }

    /** Units within an hour that were not seen in the 24 hours before. */
    int fresh(int hour) {
        return at(FRESH, hour);
    }

    private int at(int column, int hour) {
        int index = index(hour);
        return index < size && hour(index) == hour ? rows[index * ROW + column] : 0;
    }

    /**
     * Units within the same time of each of the days before a window, the day before first; an hour that the window shares
     * counts by its share. For a day's window a unit counts once a day, for the others once an hour.
     */
    public double[] before(TrendWindow window, int endHop, int days) {
        double[] before = new double[days];
        for (int day = 1; day <= days; day++) {
            int end = endHop - day * TrendWindow.HOPS_IN_DAY;
            before[day - 1] = within(end - window.hops, end, window == TrendWindow.DAY ? FRESH : UNITS);
        }
        return before;
    }

    private double within(int fromHop, int toHop, int column) {
        double sum = 0;
        int hour = Math.floorDiv(fromHop, TrendWindow.HOPS_IN_HOUR);
        for (int i = index(hour); i < size; i++) {
            int begin = Math.max(fromHop, hour(i) * TrendWindow.HOPS_IN_HOUR);
            int end = Math.min(toHop, (hour(i) + 1) * TrendWindow.HOPS_IN_HOUR);
            if (begin >= end) {
                break;
            }
            sum += rows[i * ROW + column] * (double) (end - begin) / TrendWindow.HOPS_IN_HOUR;
        }
        return sum;
    }

    /**
     * How widely the days before are spread. For windows within a day, whole hours are taken, as a share of an hour spreads less
     * than what is counted within it: the widest of the hours that the window touches, or the mean over those and two on either side
     * where that is more, because 28 days of one hour alone tell the spread of what is rare too badly. A day has no neighbours to
     * take the mean with; there the upper bound of what 28 days tell is taken, by {@link TrendScore#doubt}.
     */
    public double dispersion(TrendWindow window, int endHop, int days) {
        if (window == TrendWindow.DAY) {
            return TrendScore.dispersion(before(window, endHop, days)) * TrendScore.doubt(days);
        }
        int first = Math.floorDiv(endHop - window.hops, TrendWindow.HOPS_IN_HOUR);
        int last = Math.floorDiv(endHop - 1, TrendWindow.HOPS_IN_HOUR);
        double sum = 0;
        double widest = 1;
        for (int hour = first - HOURS_BESIDE; hour <= last + HOURS_BESIDE; hour++) {
            double[] whole = new double[days];
            for (int day = 1; day <= days; day++) {
                whole[day - 1] = units(hour - 24 * day);
            }
            double dispersion = TrendScore.dispersion(whole);
            sum += dispersion;
            if (hour >= first && hour <= last) {
                widest = Math.max(widest, dispersion);
            }
        }
        return Math.max(widest, sum / (last - first + 1 + 2 * HOURS_BESIDE));
    }

    /** The first place whose hour is not before the given one. */
    private int index(int hour) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hour(middle) < hour) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

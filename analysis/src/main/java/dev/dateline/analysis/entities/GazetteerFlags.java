package dev.dateline.analysis.entities;

/** The kinds of names that the gazetteer of phrases tells apart, each a bit of its numbers. */
public final class GazetteerFlags {

    /** Names of persons. */
    public static final int PERSON = 1;

    /** Names of organisations. */
    public static final int ORGANISATION = 1 << 1;

    /** Names of places. */
    public static final int PLACE = 1 << 2;

    /** Titles of books, films, songs. */
    public static final int WORK = 1 << 3;

    /** Names of events and things. */
    public static final int THING = 1 << 4;

    /** Given names. */
    public static final int GIVEN_NAME = 1 << 5;

    /** How many kinds there are. */
    static final int COUNT = 6;

    private GazetteerFlags() {}
}

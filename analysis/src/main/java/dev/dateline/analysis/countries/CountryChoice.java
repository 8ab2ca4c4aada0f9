package dev.dateline.analysis.countries;

/**
 * A country that a document is told to name: what the confidence is fitted to.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param salience how likely the article concerns it rather than names it in passing, 0..1
 * @param signs how much of each {@link CountrySign} there is, in its order
 */
@SuppressWarnings("ArrayRecordComponent") // Read by the fit alone, never compared.
public record CountryChoice(String country, double salience, double[] signs) {}

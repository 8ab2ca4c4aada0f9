package dev.dateline.schemas;

/** The consumer groups of the pipeline: who reads its topics, as Kafka names them. No other place names one. */
public final class Groups {

    /** enrich-service: articles, their stories, the ledger. Also the Kafka Streams application id, which internal topics begin with. */
    public static final String ENRICH = "dateline-enrich";

    /** enrich-service: trends. */
    public static final String TRENDS = "dateline-trends-2";

    /** enrich-service: the index of the flashpoints. */
    public static final String INDEX = "dateline-index";

    /** publish-service: the read model. */
    public static final String PUBLISH = "dateline-publish";

    private Groups() {}
}

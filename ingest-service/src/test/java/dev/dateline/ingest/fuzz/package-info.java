/** What a fuzzer feeds to ingest: anything may come out but an exception, and nothing may take a second. */
@org.jspecify.annotations.NullMarked
package dev.dateline.ingest.fuzz;

/** The contract of the pipeline: the records that travel, the topics they travel on, and their JSON. */
@NullMarked
package dev.dateline.schemas;

import org.jspecify.annotations.NullMarked;

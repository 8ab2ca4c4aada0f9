/** The last stage: what the topics say becomes rows, and the rows become answers, streams and a page. */
@NullMarked
package dev.dateline.publish;

import org.jspecify.annotations.NullMarked;

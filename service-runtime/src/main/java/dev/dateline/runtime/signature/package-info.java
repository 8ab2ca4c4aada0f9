/** Signatures over bodies of requests: Standard Webhooks, and WebSub's own. */
@NullMarked
package dev.dateline.runtime.signature;

import org.jspecify.annotations.NullMarked;

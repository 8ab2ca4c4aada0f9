/** The HTTP side that every service has: health, metrics, problem+json, security headers. */
@NullMarked
package dev.dateline.runtime.http;

import org.jspecify.annotations.NullMarked;

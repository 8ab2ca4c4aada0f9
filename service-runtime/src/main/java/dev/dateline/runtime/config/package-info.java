/** Settings from file, environment and caller, read into records that cannot be invalid. */
@NullMarked
package dev.dateline.runtime.config;

import org.jspecify.annotations.NullMarked;

/** Who may do what: API keys, their file, and the gate that asks for them. */
@NullMarked
package dev.dateline.runtime.keys;

import org.jspecify.annotations.NullMarked;

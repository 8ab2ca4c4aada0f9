/** Where a running pipeline is reached: written down by {@code up}, read by the commands that speak to it. */
@NullMarked
package dev.dateline.cli.addresses;

import org.jspecify.annotations.NullMarked;

/** The API of a running page, for commands that ask it. */
@NullMarked
package dev.dateline.cli.page;

import org.jspecify.annotations.NullMarked;

/** How the tables that lie beside the classes are written and read. */
@NullMarked
package dev.dateline.analysis.tables;

import org.jspecify.annotations.NullMarked;

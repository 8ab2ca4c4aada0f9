/** Which people, organisations and places a text names: a tagger of names, and entities made of their mentions. */
@NullMarked
package dev.dateline.analysis.entities;

import org.jspecify.annotations.NullMarked;

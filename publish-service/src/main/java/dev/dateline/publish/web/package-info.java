/** The web application that the service serves. */
@NullMarked
package dev.dateline.publish.web;

import org.jspecify.annotations.NullMarked;

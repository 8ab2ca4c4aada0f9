/** WebSub: hubs that feeds name are subscribed to, and what they send is taken as if it had been fetched. */
@NullMarked
package dev.dateline.ingest.websub;

import org.jspecify.annotations.NullMarked;

-- Subscriptions of the WebSub hub stand beside webhooks, because the same is owed to them in the same way, as a feed.
-- topic: the address of the feed, null of a webhook; url is the callback, host its host, query what of the topic is a query.
-- lease_ends: nothing is sent after it. key_id: the key that it was asked for with, null where none is asked for.
ALTER TABLE subscriptions
    ADD COLUMN topic      text,
    ADD COLUMN host       text,
    ADD COLUMN lease_ends timestamptz,
    ADD COLUMN key_id     text,
    ADD CHECK ((topic IS NULL) = (lease_ends IS NULL) AND (topic IS NULL) = (host IS NULL));

CREATE INDEX subscriptions_by_host ON subscriptions (host) WHERE topic IS NOT NULL;

-- What a callback is asked or told: whether a subscription, or its end, was meant, or that there is none and why. Pending ones
-- are claimed by an instance until due, as deliveries are; finished ones stay for a while, to count what a host is asked.
CREATE TABLE hub_requests (
    number        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mode          text        NOT NULL CHECK (mode IN ('subscribe', 'unsubscribe', 'denied')),
    topic         text        NOT NULL,
    callback      text        NOT NULL,
    host          text        NOT NULL,
    secret        text,
    lease_seconds bigint      NOT NULL DEFAULT 0,
    reason        text,
    key_id        text,
    attempts      int         NOT NULL DEFAULT 0,
    due           timestamptz NOT NULL DEFAULT now(),
    created       timestamptz NOT NULL DEFAULT now(),
    finished      timestamptz
);

CREATE INDEX hub_requests_due ON hub_requests (due) WHERE finished IS NULL;
CREATE INDEX hub_requests_by_host ON hub_requests (host, created);

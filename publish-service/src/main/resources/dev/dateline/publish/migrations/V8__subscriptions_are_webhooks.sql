-- Every subscription is a webhook: what V7 laid out for WebSub was never written by any build.
DROP INDEX subscriptions_of_hub;
ALTER TABLE subscriptions DROP COLUMN kind, DROP COLUMN lease_ends;

#!/usr/bin/env bash
# Runs once, when the volume is empty: a role and a database of its own for the read model and for the registry.
set -euo pipefail

create() {
    psql --username "$POSTGRES_USER" --no-psqlrc --set ON_ERROR_STOP=1 --set name="$1" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
SQL
}

create dateline "$PUBLISH_DATABASE_PASSWORD"
create registry "$REGISTRY_DATABASE_PASSWORD"

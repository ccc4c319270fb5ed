#!/bin/sh
# Run once by the postgres image: logins that can be no more than their role.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=app="$APP_PASSWORD" --set=public="$PUBLIC_PASSWORD" <<'SQL'
CREATE ROLE tracker_owner NOLOGIN;
CREATE ROLE tracker_app LOGIN PASSWORD :'app';
CREATE ROLE tracker_public LOGIN PASSWORD :'public';
SQL

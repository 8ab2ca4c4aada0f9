#!/bin/sh
# Prints the articles of news.enriched: read-articles.sh BROKERS REGISTRY [COUNT]
set -eu
brokers=$1
registry=$2
count=${3:+-c $3}

# shellcheck disable=SC2086 # The count is an option and its value, or nothing.
if kcat -V 2>&1 | grep -qi avro; then
    kcat -C -q -b "$brokers" -t news.enriched -o beginning -X isolation.level=read_committed $count \
        -s value=avro -r "$registry" -f '%h\t%s\n'
else
    echo "this kcat has no Avro: keys and headers alone are shown" >&2
    kcat -C -q -b "$brokers" -t news.enriched -o beginning -X isolation.level=read_committed $count -f '%k\t%h\n'
fi

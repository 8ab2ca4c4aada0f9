"""Prints the articles of news.enriched, a line each: read_articles.py BROKERS REGISTRY [COUNT]"""

import io
import json
import sys
import time
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

MAGIC = b"\x00"


class Schemas:
    """The registry's schemas by their ids, each asked for once."""

    def __init__(self, registry):
        self.registry = registry.rstrip("/")
        self.readers = {}

    def read(self, value):
        """What an Avro record on Confluent's wire format says: magic byte, schema id in 4 bytes, Avro binary."""
        if value[:1] != MAGIC:
            raise ValueError("not on Confluent's wire format")
        schema_id = int.from_bytes(value[1:5], "big")
        if schema_id not in self.readers:
            with urllib.request.urlopen(f"{self.registry}/schemas/ids/{schema_id}") as answer:
                schema = avro.schema.parse(json.load(answer)["schema"])
            self.readers[schema_id] = avro.io.DatumReader(schema)
        return self.readers[schema_id].read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


def main(brokers, registry, count=None):
    left = int(count) if count else float("inf")
    schemas = Schemas(registry)
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": f"example-python-{time.time_ns()}",
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
        }
    )
    consumer.subscribe(["news.enriched"])
    try:
        while left > 0:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if record.error():
                raise RuntimeError(record.error())
            if record.value() is None:
                continue
            article = schemas.read(record.value())["article"]
            event = dict(record.headers())["ce_id"].decode()
            print(event, article["publisher"] or article["feed"], article["title"], sep="\t", flush=True)
            left -= 1
    finally:
        consumer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

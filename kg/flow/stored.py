"""Pages and outputs that lie where only Spark's file systems reach: object storage (`s3a://`), HDFS, or any other address that Hadoop knows.

In: an address.  Out: pages as rows, read where they are worked on; outputs in parts.  Hadoop's committers write a part beside and move it when its
task has ended, so a task that is tried again leaves nothing twice.  An output never replaces another: each goes to an address of its own.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError, PageError, UsageError
from kg.flow.connecting import letters
from kg.flow.spark import Scattered, Spark
from kg.model import record
from kg.read import names_of
from kg.read.finding import in_order, is_page
from kg.read.records import ENDINGS
from kg.read.source import Piece, ending_of, unpacked

if TYPE_CHECKING:
    from kg.read import Task

_GZIP = "org.apache.hadoop.io.compress.GzipCodec"


def is_address(place: object) -> bool:
    """True for what is no path of this machine.

    >>> is_address("s3a://archive/2024"), is_address("pages/2024"), is_address("C:/pages")
    (True, False, False)
    """
    return bool(re.match(r"[a-z][a-z0-9+.-]+:/", str(place)))


def tasks_at(spark: Spark, address: str, published: str | None = None) -> Scattered:
    """(number, task) for every page under an address, in the order that a folder would have; its bytes are read by whoever works on it.

    Raises `PageError` where nothing lies, and for files of records, whose pages only reading could number.
    """
    with letters():
        names = sorted(_listed(spark, address), key=lambda name: in_order(str(Path(name))))
    pages = [name for name in names if is_page(Path(name))]
    if not pages:
        raise PageError("holds no page", address, "is the address right, and may Spark read it?")
    if records := [name for name in pages if ending_of(name) in ENDINGS]:
        raise PageError("files of records are read from folders only", records[0], "copy it, or store each page as a file")
    numbered = {name: (number, called) for number, (name, called) in enumerate(zip(pages, names_of(pages), strict=True))}
    spark.context._jsc.hadoopConfiguration().set("mapreduce.input.fileinputformat.input.dir.recursive", "true")
    files = spark.context.binaryFiles(address, minPartitions=-(-len(pages) // 64))
    return Scattered(spark, files).flat_map(_Numbered(spark.share(numbered), published))


def _hadoop_path(spark: Spark, address: str) -> Any:  # an object of Java
    jvm = spark.context._jvm
    assert jvm is not None  # a context that stands has its machine
    return jvm.org.apache.hadoop.fs.Path(address)


def _listed(spark: Spark, address: str) -> Iterator[str]:
    path = _hadoop_path(spark, address)
    files = path.getFileSystem(spark.context._jsc.hadoopConfiguration()).listFiles(path, True)
    while files.hasNext():
        yield files.next().getPath().toString()


@record
class _Numbered:
    numbered: Callable[[], dict[str, tuple[int, str]]]
    published: str | None

    def __call__(self, file: tuple[str, bytes]) -> Iterator[tuple[int, Task]]:
        where, content = file
        found = self.numbered().get(where)
        if not found:
            return
        with suppress(PageError):  # whoever reads the page finds bytes that are no text, and notes it
            content = unpacked(content, where)
        yield found[0], (Piece(where, content, ending_of(where)), found[1], self.published)


def write_lines(rows: Scattered, address: str, packed: bool = False) -> None:
    """Lines (each with its line end) as `part-00000` and so on, with `.gz` where packed.  Raises `OutputError` where something lies there."""
    refuse(rows.spark, address)
    with letters():
        rows.rdd.map(_bare).saveAsTextFile(address, _GZIP if packed else None)


def _bare(line: str) -> str:
    return line.removesuffix("\n")


def write_table(rows: Scattered, address: str, columns: list[str]) -> None:
    """Rows of texts (or None) as a Parquet table in parts.  Raises `OutputError` where something lies there."""
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

    refuse(rows.spark, address)
    if len(set(columns)) != len(columns):
        raise UsageError(f"columns are named twice: {', '.join(columns)}", address)
    with letters():
        shape = StructType([StructField(name, StringType()) for name in columns])
        SparkSession(rows.spark.context).createDataFrame(rows.rdd, shape).write.parquet(address)


def refuse(spark: Spark, address: str) -> None:
    """Raise `OutputError` where something lies at an address."""
    path = _hadoop_path(spark, address)
    with letters():
        is_there = path.getFileSystem(spark.context._jsc.hadoopConfiguration()).exists(path)
    if is_there:
        raise OutputError("is there already", address, "give an address of its own for each build")


def copy_to(spark: Spark, path: Path, address: str) -> None:
    """A file of this machine, whole, at an address."""
    with letters():
        there = _hadoop_path(spark, address)
        files = there.getFileSystem(spark.context._jsc.hadoopConfiguration())
        files.copyFromLocalFile(False, True, _hadoop_path(spark, path.absolute().as_uri()), there)

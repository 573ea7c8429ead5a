"""A real standalone cluster of Spark for tests: a master and two workers, each a process of its own on loopback.

In: a folder.  Out: `Cluster(folder)` with its `master` address, `kill_worker` (as a power cut would) and `close`.
Spark wants Java (see `needed`).
"""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import flowing
import psutil
import pytest
from needed import program
from servers import free_port


def needed() -> None:
    """Spark wants Java."""
    if not os.environ.get("JAVA_HOME"):
        program("java", "Debian: default-jre-headless")


class Cluster:
    """A master and two workers of one core each, up when this is made."""

    def __init__(self, folder: Path):
        needed()
        import pyspark

        self.folder, self._home = folder, Path(pyspark.__file__).parent
        port = free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self._processes = [self._run("master.Master", "master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")]
        self.workers = [self._worker("worker1"), self._worker("worker2")]
        self._await("master", "I have been elected leader", 150)
        for name in ("worker1", "worker2"):
            self._await(name, "Successfully registered with master", 150)

    def _worker(self, name: str) -> subprocess.Popen:
        process = self._run("worker.Worker", name, "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "600m", "--work-dir", str(self.folder / name), self.master)
        self._processes.append(process)
        return process

    def laid_aside(self, name: str) -> list[Path]:
        """The rows that a worker's executors have laid aside."""
        return list((self.folder / f"{name}-local").rglob("rdd_*"))

    def replace_worker(self) -> None:
        """A new worker where one was killed."""
        self.workers[0] = self._worker("worker3")
        self._await("worker3", "Successfully registered with master", 150)

    def _run(self, name: str, log: str, *arguments: str) -> subprocess.Popen:
        environment = {**flowing.environment(), "SPARK_HOME": str(self._home), "SPARK_DAEMON_MEMORY": "256m", "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
                       "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1", "SPARK_LOCAL_DIRS": str(self.folder / f"{log}-local")}
        with (self.folder / f"{log}.log").open("wb") as out:
            return subprocess.Popen([str(self._home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments], env=environment, stdout=out, stderr=subprocess.STDOUT,
                                    start_new_session=True)

    def _await(self, log: str, words: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while words not in (text := (self.folder / f"{log}.log").read_text(errors="replace")):
            if time.monotonic() > end:
                self.close()
                pytest.fail(f"{log} did not come up:\n{text[-2000:]}")
            time.sleep(0.1)

    def kill_worker(self) -> None:
        """The first worker and all that it started, at once and without a word."""
        worker = self.workers[0]
        for process in [*psutil.Process(worker.pid).children(recursive=True), psutil.Process(worker.pid)]:
            process.send_signal(signal.SIGKILL)
        worker.wait()

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


SETTINGS = {"spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.driver.memory": "512m", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.executor.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1", "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"}

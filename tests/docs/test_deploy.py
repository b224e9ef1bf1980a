"""What lies in deploy/ fits the command, and keeps no log of who asked for what."""

import os
import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from shanyrak.interfaces.cli.app import app
from shanyrak.project.databases import database
from shanyrak.project.options import Options

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
VERBS = typer.main.get_command(app).commands


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_commands_that_are_there(unit):
    verbs = re.findall(r"/bin/shanyrak (\w+)", unit.read_text(encoding="utf-8"))
    assert set(verbs) <= set(VERBS)
    assert verbs or unit.suffix == ".timer"


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_sets_only_what_can_be_set(unit):
    known = {f"SHANYRAK_{field.name.upper()}" for field in fields(Options)} | {"SHANYRAK_SETTINGS"}
    assert set(re.findall(r"SHANYRAK_[A-Z]+", unit.read_text(encoding="utf-8"))) <= known


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_units(tmp_path):
    # Given a machine on which the programs that they name exist
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/shanyrak/bin/shanyrak serve", str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    # When
    files = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    # Then it has nothing to say of ours
    assert [line for line in done.stderr.splitlines() if "shanyrak" in line] == []


def test_the_service_leaves_the_engine_its_compiler():
    told = (DEPLOY / "systemd/shanyrak.service").read_text(encoding="utf-8")
    assert "\nMemoryDenyWriteExecute" not in told
    assert "\nKillSignal=SIGINT" in told


def test_proxies_log_nothing_and_say_that_it_was_tls():
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    n_servers = len(re.findall(r"^server \{", nginx, re.MULTILINE))
    assert nginx.count("access_log off;") == nginx.count("error_log /dev/null crit;") == n_servers
    assert not re.search(r"^\s*log\b", caddy, re.MULTILINE)
    assert "X-Forwarded-Proto https" in nginx
    assert "X-Forwarded-Proto https" in caddy


def test_a_proxy_speaks_to_the_port_that_is_served():
    port = f"127.0.0.1:{Options().port}"
    assert f"proxy_pass http://{port};" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"reverse_proxy {port} " in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")


CONTAINER, COMPOSE = (DEPLOY / "Dockerfile").read_text("utf-8"), (DEPLOY / "compose.yaml").read_text("utf-8")
PIN = re.compile(r"(?m)^([a-z0-9-]+)==(\S+)")
ROOT = DEPLOY.parent


def test_the_image_is_made_of_what_is_there():
    copied = re.findall(r"(?m)^COPY (\S+) ", CONTAINER)
    allowed = re.findall(r"(?m)^!(\S+)", (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8"))
    assert sorted(copied) == sorted(allowed)
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_image_starts_a_command_that_is_there_and_ends_it_as_it_wishes():
    (verb,) = re.findall(r'(?m)^CMD \["(\w+)"\]', CONTAINER)
    assert verb in VERBS
    assert "STOPSIGNAL SIGINT" in CONTAINER
    assert f"http://127.0.0.1:{Options().port}/healthz" in CONTAINER
    assert "USER shanyrak" in CONTAINER


@pytest.mark.parametrize("text", [CONTAINER, COMPOSE], ids=["image", "compose"])
def test_containers_set_only_what_can_be_set(text):
    known = {f"SHANYRAK_{field.name.upper()}" for field in fields(Options)}
    assert set(re.findall(r"SHANYRAK_[A-Z_]+", text)) <= known


def test_the_pins_of_the_image_are_those_of_the_tests():
    every, here = (
        dict(PIN.findall(path.read_text("utf-8")))
        for path in (ROOT / "requirements.txt", DEPLOY / "requirements.txt")
    )
    assert here.items() <= every.items()
    assert {"django", "granian", "numba", "psycopg", "psycopg-binary"} <= here.keys()
    assert "pytest" not in here


def test_the_containers_fit_together():
    services = dict(
        re.findall(r"(?ms)^  (\w+):\n(.*?)(?=^  \w+:\n|^\w|\Z)", COMPOSE.partition("services:")[2])
    )
    assert set(services) >= {"site", "database", "proxy"}
    volumes = set(re.findall(r"(?m)^  (\w+):$", COMPOSE.partition("\nvolumes:")[2]))
    used = set(re.findall(r"(?m)^      - (\w+):/", COMPOSE))
    assert used == volumes
    address = re.search(r"SHANYRAK_DATABASE: (\S+?)\$\{[^}]+\}(\S+)", services["site"])
    assert database(f"{address[1]}secret{address[2]}", home=ROOT)["HOST"] in services
    homes = dict(re.findall(r"- (home|loops):(\S+)", services["site"]))
    assert f"SHANYRAK_HOME={homes['home']}" in CONTAINER
    assert f"NUMBA_CACHE_DIR={homes['loops']}" in CONTAINER
    assert "network_mode: service:site" in services["proxy"]
    assert (DEPLOY / "Caddyfile").exists()
    assert "log_statement=none" in services["database"]


def test_docker_understands_the_compose_file():
    docker = shutil.which("docker")
    if docker is None:
        pytest.skip("no docker here")
    version = subprocess.run([docker, "compose", "version"], capture_output=True, check=False)
    if version.returncode:
        pytest.skip("no compose here")
    told = {"POSTGRES_PASSWORD": "x", "SHANYRAK_HOSTS": "x", "PATH": os.environ["PATH"]}
    command = [docker, "compose", "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

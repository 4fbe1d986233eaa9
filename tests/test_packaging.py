"""What `pip install` gives is what the checkout holds, and it works where there is no checkout."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MADE_BY_TOOLS = {
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    "dist",
    "node_modules",
    "static",
}


def files_of(folder: Path) -> Iterator[Path]:
    """The files below *folder* without those that tools leave behind."""
    for path in sorted(folder.iterdir()):
        if path.name in MADE_BY_TOOLS:
            continue
        if path.is_dir():
            yield from files_of(path)
        else:
            yield path


def sources() -> Iterator[tuple[str, str]]:
    """Path and text of every file of the project that holds text; what a build wrote is none of it."""
    for path in files_of(ROOT):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("exports/") and name != "exports/README.md":
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command that has to succeed and return what it printed; what it said on the side is in the failure."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command} exits {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def version() -> str:
    """The version as the package's own module states it, read and not imported."""
    for node in ast.parse((ROOT / "graph" / "casegraph" / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return str(ast.literal_eval(node.value))
    pytest.fail("graph/casegraph/__init__.py states no __version__")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it, not from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """The wheel."""
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a fresh environment that holds the wheel, and finds what it needs in the one at hand."""
    home = tmp_path_factory.mktemp("home of a wheel")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=home,
    )
    (packages,) = (home / "Lib", *home.glob("lib/python*"))[-1:]
    (packages / "site-packages" / "needs.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


@pytest.fixture
def elsewhere() -> dict[str, str]:
    """An environment in which nothing leads back to the checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def test_the_wheel_holds_the_package_the_ontology_and_the_data_and_nothing_else(wheel: Path) -> None:
    """Each file of the three folders is there once, under its name in the package; what weights are made from stays away, not what they are measured with."""
    expected = set()
    for folder, inside in (("graph/casegraph", ""), ("ontology", "ontology/"), ("data", "data/")):
        for path in files_of(ROOT / folder):
            expected.add(f"casegraph/{inside}{path.relative_to(ROOT / folder).as_posix()}")
    made_from = tuple(f"casegraph/{name}" for name in ("data/corpus/", "data/gold/asks/", "training/"))
    expected = {name for name in expected if not name.startswith(made_from) or "/corpus/test/" in name}
    about = f"casegraph-{version()}.dist-info/"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    bundled = ("editor.js", "oxigraph.js", "oxigraph.wasm.gz")  # from npm, when the wheel was made
    expected |= {f"casegraph/web/static/{name}" for name in bundled}
    assert {name for name in names if not name.startswith(about)} == expected
    assert len(names) == len(set(names))
    assert {"casegraph/py.typed", "casegraph/ontology/casegraph.ttl", "casegraph/data/README.md"} <= expected
    assert "casegraph/learned/themes.weights" in expected
    assert {"casegraph/ontology/wordings/README.md", "casegraph/ontology/wordings/themes/neglect.tsv"} <= expected


def test_the_source_distribution_holds_what_a_wheel_and_the_tests_need(dist: Path) -> None:
    """The query page's editor and Oxigraph too, so that a wheel is built from it without npm; exports/ stays out."""
    (found,) = dist.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames()]
    assert {f"graph/casegraph/web/static/{name}" for name in ("editor.js", "oxigraph.js", "oxigraph.wasm.gz")} <= {
        *names
    }
    assert not [name for name in names if "node_modules" in name]
    tops = {name.split("/")[0] for name in names}
    assert tops >= {"pyproject.toml", "README.md", "LICENSE", "graph", "ontology", "data", "tests"}
    assert not tops & {"exports", "dist", ".venv", ".ci", ".git"}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Version, Python, licence and readme are in its metadata; nobody needs an extra to use it."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"casegraph-{version()}.dist-info/METADATA").decode()
    about = HeaderParser().parsestr(text)
    assert about["Version"] == version()
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    assert about["Description-Content-Type"] == "text/markdown"
    assert about.get_all("Provides-Extra") == [
        "bench",
        "dev",
        "docs",
        "interop",
        "mcp",
        "mutants",
        "sail",
        "spark",
        "train",
    ]


def test_an_installed_wheel_builds_and_answers_in_an_empty_folder(
    installed: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    """Outside the checkout `casegraph build` takes the page that it ships with, and `casegraph query` reads the build."""
    command = installed / "casegraph"
    python = installed / "python"
    home = run(python, "-c", "import casegraph; print(casegraph.__file__)", cwd=tmp_path, env=elsewhere).strip()
    assert Path(home).is_relative_to(installed.parent), "the wheel is not what is being tested"
    run(command, "build", cwd=tmp_path, env=elsewhere)
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]
    question = "SELECT (COUNT(?review) AS ?reviews) WHERE { ?review a cg:Review }"
    answer = json.loads(run(command, "query", question, "--format", "json", cwd=tmp_path, env=elsewhere))
    assert [row["reviews"]["value"] for row in answer["results"]["bindings"]] == ["73"]
    assert version() in run(command, "--version", cwd=tmp_path, env=elsewhere)


def test_each_file_of_a_build_is_explained(built: Path) -> None:
    """exports/README.md has a row for everything that `casegraph build` leaves, and no other row."""
    text = (ROOT / "exports" / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == {path.name for path in built.iterdir() if not path.name.startswith(".")}


def test_the_version_stands_in_one_place() -> None:
    """The package's own module has it; code and settings take it from there."""
    settings = (".py", ".toml", "Makefile", "run", "setup")
    places = [name for name, text in sources() if name.endswith(settings) and f'"{version()}"' in text]
    assert places == ["graph/casegraph/__init__.py"]


def test_the_project_names_no_registry_and_no_place_on_one_machine() -> None:
    """Where packages come from, and where a checkout lies, is the user's business."""
    registry = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org")
    place = re.compile(r"(?<![\w.])/(?:farm|root|tmp|work)/[a-z.]|\.\./shared")
    found = [
        f"{name}: {hit[0]}"
        for name, text in sources()
        for hit in (*registry.finditer(text), *place.finditer(text))
        if name != Path(__file__).relative_to(ROOT).as_posix()
    ]
    assert not found


LOCKED = re.compile(r"([A-Za-z0-9_.-]+)==[0-9][0-9a-z.]*(?: ; [^\\\n]+)?(?: \\\n {4}--hash=sha256:[0-9a-f]{64})+")


def test_each_package_is_locked_in_one_version_with_its_hashes() -> None:
    """The set-up installs the same files tomorrow; what the project needs is among them."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    _, *parts = re.split(r"^# (run|train|test|sail|mcp|bench|docs|interop|mutants)$", text, flags=re.MULTILINE)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    assert list(sections) == ["run", "train", "test", "sail", "mcp", "bench", "docs", "interop", "mutants"]
    names = {section: [found[1].lower() for found in LOCKED.finditer(body)] for section, body in sections.items()}
    for section, body in sections.items():
        assert LOCKED.sub("", body).strip() == ""
        assert names[section] == sorted(set(names[section]))
    assert not set(names["run"]) & set(names["test"])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {"run": settings["dependencies"], **settings["optional-dependencies"]}
    assert len(needed["run"]) > 10
    for extra, section in {
        "run": "run",
        "dev": "test",
        "bench": "bench",
        "docs": "docs",
        "interop": "interop",
        "mcp": "mcp",
        "mutants": "mutants",
        "sail": "sail",
        "spark": "sail",
        "train": "train",
    }.items():
        wanted = {re.split(r"[>=<]", each)[0].lower() for each in needed[extra]} - {
            "casegraph[spark]",
            "casegraph[train]",
        }
        assert wanted <= {*names["run"], *names["test"], *names[section]}


@pytest.mark.parametrize("folder", ["graph/editor", "tests/clients", "tests/interop"])
def test_each_npm_package_is_locked_with_its_hash(folder: str) -> None:
    """The lock agrees with package.json, and names no place that packages come from."""
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    own, *others = lock["packages"].values()
    assert own["dependencies"] == wanted["dependencies"]
    assert len(others) > 10
    assert [each for each in others if not each["integrity"].startswith("sha512-") or "resolved" in each] == []


def test_make_clean_leaves_nothing(tmp_path: Path) -> None:
    """Whatever git ignores is gone; what somebody put beside it stays."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#!":
            path = tmp_path / line.strip("/").replace("*", "store")
            path.parent.mkdir(parents=True, exist_ok=True)
            if line.endswith("/"):
                path.mkdir(exist_ok=True)
                (path / "made.txt").write_text("made", encoding="utf-8")
            else:
                path.write_text("made", encoding="utf-8")
    kept = [tmp_path / "exports" / "README.md", tmp_path / "graph" / "notes.txt"]
    for path in kept:
        path.write_text("mine", encoding="utf-8")
    run("make", "clean", cwd=tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted([tmp_path / "Makefile", *kept])

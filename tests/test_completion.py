"""Completion: the Tab key offers questions, values, networks, reviews and files, quietly and from whatever is there."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from casegraph.asking import questions
from casegraph.cli import main
from casegraph.network.projection_queries import projections

SHELLS = ("bash", "zsh", "fish")


def offered(line: str) -> dict[str, str | None]:
    """What is offered for the last word of a command line, with its help."""
    *words, last = shlex.split(line)[1:] if not line.endswith(" ") else [*shlex.split(line)[1:], ""]
    complete = ShellComplete(main, {}, "casegraph", "_CASEGRAPH_COMPLETE")
    return {each.value: each.help for each in complete.get_completions(words, last)}


@pytest.fixture(params=["built graph", "ontology"])
def graph(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> str:
    """The option that names a folder with a build, or one without."""
    return f"--graph {built if request.param == 'built graph' else tmp_path}"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_a_script(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.shell_completion.BashComplete._check_version", lambda *_: None)

    assert "_CASEGRAPH_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).stdout


def test_questions_are_offered_by_name_with_their_titles() -> None:
    assert set(offered("casegraph ask ")) >= {*questions()}
    found = offered("casegraph ask recommendations-t")
    assert found["recommendations-to"] == "Recommendations to an agency"
    assert not any(name in questions() for name in offered("casegraph ask recommendations-to r"))


def test_the_options_of_a_question_are_offered() -> None:
    assert {"--agency", "--theme", "--basis", "--year"} <= set(offered("casegraph ask recommendations-to --"))
    assert "--agency" not in offered("casegraph ask reviews-like --")


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("recommendations-to --agency pol", "police", "Police"),
        ("recommendations-to --agency police --theme neg", "neglect", "Neglect"),
        ("reviews-by-keyword --keyword suic", "suicide", ""),
        ("reviews-by-outcome --outcome de", "death", "Death"),
        ("recommendations-by-basis --basis ex", "explicit", "Named in the text"),
        ("recommendations-to-body --body police-metro", "police-metropolitan", "Metropolitan Police force"),
        ("reviews-in-region --region wal", "wales", "Wales"),
        ("reviews-by-age --age-band und", "under-1", "under one year"),
        ("told-to-partnership --partnership south-t", "south-tees", "South Tees Safeguarding Children Partnership"),
    ],
)
def test_values_are_offered_with_their_labels(line: str, value: str, label: str, graph: str) -> None:
    """From the built graph, and from the ontology where there is none."""
    name, rest = line.split(" ", 1)
    found = offered(f"casegraph ask {name} {graph} {rest}")
    assert (found[value] or "") == label


def test_what_only_a_graph_has_is_offered_from_it(built: Path, tmp_path: Path) -> None:
    for directory, years, reviews in ((built, ["2025"], ["2025-camden-child-yue"]), (tmp_path, [], [])):
        assert [*offered(f"casegraph ask nobody-named --graph {directory} --year ")] == years
        assert [*offered(f"casegraph explain --graph {directory} 2025-camden-child-y")] == reviews
        assert [*offered(f"casegraph ask reviews-like --graph {directory} --review 2025-camden-child-y")] == reviews


def test_networks_measures_and_things_are_offered(graph: str) -> None:
    for line in ("metrics", "draw network", "export gexf --projection"):
        assert {*offered(f"casegraph {line} ")} >= {*projections()}, line
        assert {*offered(f"casegraph {line} agency-")} == {name for name in projections() if name.startswith("agency-")}
    assert "betweenness" in offered("casegraph metrics agency-theme --by betw")
    assert offered(f"casegraph draw neighbourhood {graph} --of agency/ic") == {"agency/icb": "Integrated care board"}
    assert "theme/neglect" in offered(f"casegraph draw neighbourhood {graph} --of theme/neg")


def test_views_formats_and_tables_are_offered() -> None:
    assert {"explorer", "network", "heatmap", "timeline", "neighbourhood"} <= set(offered("casegraph draw "))
    assert set(offered("casegraph ask --format ")) == {"table", "csv", "json", "docx", "xlsx"}
    assert {"turtle", "graphml"} <= set(offered("casegraph export "))


@pytest.mark.parametrize(
    "line",
    [
        "casegraph ask no-such-question --agency ",
        "casegraph ask recommendations-to --graph {} --agency po",
        "casegraph explain --graph {} 2025",
        "casegraph metrics zzz",
        "casegraph draw neighbourhood --graph {} --of ",
    ],
)
def test_a_damaged_build_is_passed_over_in_silence(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("rubbish", "utf-8")
    (tmp_path / "build.json").write_text("{", "utf-8")
    offered(line.format(shlex.quote(str(tmp_path))))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["completion", shell])
    assert left.value.code == 0
    assert f"_CASEGRAPH_COMPLETE={shell}_complete" in capsys.readouterr().out


@pytest.fixture(scope="module")
def in_bash() -> Callable[[str], list[str]]:
    """What a real bash offers for the last word of a line, once the script is loaded."""
    bash = shutil.which("bash")
    assert bash
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def complete(line: str) -> list[str]:
        script = (
            'eval "$(casegraph completion bash)"\n'
            f"COMP_WORDS=({line})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
            "_casegraph_completion casegraph\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
        )
        done = subprocess.run(
            [bash, "--norc", "-c", script],
            env={**os.environ, "PATH": path},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.split()

    return complete


def test_a_real_bash_completes(built: Path, in_bash: Callable[[str], list[str]]) -> None:
    assert in_bash(f"casegraph ask recommendations-to --graph {shlex.quote(str(built))} --theme negl") == ["neglect"]
    assert in_bash("casegraph ask national-") == ["national-recommendations"]

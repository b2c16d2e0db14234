"""Rules about the sources and what is built from them."""

import json
import os
import re
import subprocess

from stage import ROOT

WEB = ROOT / "web"
SOURCE = WEB / "src"
LANGUAGES = ["en", "sw", "fr", "ar"]
# CLDR: the plural forms that a sentence of the language must be ready for.
PLURALS = {"en": {"one", "other"}, "sw": {"one", "other"}, "fr": {"one", "other"},
           "ar": {"one", "two", "few", "many", "other"}}


def messages(language):
    return json.loads((SOURCE / f"messages/{language}.json").read_text())


def values(text):
    """The names that a message takes: `{party}`, `{days, plural, ...}`."""
    return set(re.findall(r"\{([a-z_]+)[},]", text))


def every_language_has_every_message(ground):
    """Every language has every message, with the same values and its own plural forms"""
    english = messages("en")
    for language in LANGUAGES:
        own = messages(language)
        assert own.keys() == english.keys(), (
            language, own.keys() ^ english.keys())
        for key, text in own.items():
            assert text.strip(), f"{language} {key} is empty"
            assert text.count("{") == text.count("}"), f"{language} {key} has loose braces"
            assert values(text) == values(english[key]), (language, key)
            if ", plural," in text:
                forms = set(re.findall(r"\b(zero|one|two|few|many|other) \{", text))
                assert PLURALS[language] <= forms, (language, key, forms)


def no_message_is_unused(ground):
    """No message is kept that no page says"""
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.ts*"))
    built = {prefix for prefix in re.findall(r"`([a-z_]+\.[a-z_.]*)\$\{", code)}
    for key in messages("en"):
        said = f'"{key}"' in code or any(key.startswith(prefix) for prefix in built)
        assert said, f"{key} is said nowhere"


def pages_take_their_words_from_the_message_files(ground):
    """Pages take their words from the message files"""
    files = [str(path) for path in SOURCE.rglob("*.tsx")]
    assert len(files) > 40
    found = subprocess.run(
        ["node", str(ROOT / "Tests/browser/hard_coded_text.cjs"), *files], capture_output=True,
        text=True, env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
    assert found.returncode == 0, found.stderr
    assert found.stdout == "", found.stdout


def every_fault_of_a_field_has_its_words(ground):
    """Every kind of fault that the server names has its words and its row in the documentation"""
    codes = "".join(path.read_text() for path in sorted((ROOT / "Sources/Commons").rglob("FaultCode*.swift")))
    names = set(re.findall(r'FaultCode\(\s*"([a-z_]+)"', codes))
    said = {key.removeprefix("fault.") for key in messages("en") if key.startswith("fault.")}
    assert len(names) > 25 and names <= said, names - said
    page = (ROOT / "docs/errors.md").read_text()
    assert all(f"`{name}`" in page for name in said), [name for name in said if f"`{name}`" not in page]
    rules = (ROOT / "Sources/Ledger/Document/DocumentRefusal.swift").read_text()
    assert said - names <= set(re.findall(r'= "([a-z_]+)"', rules)), said - names


def every_finding_about_a_table_has_its_words(ground):
    """What commons train finds about a table has its words, with its facts, and its row in the documentation"""
    code = (ROOT / "Sources/Training/TableFinding.swift").read_text()
    cases = re.findall(r'^        case (\w+)(?: = "([a-z_]+)")?$', code, re.MULTILINE)
    names = {own or name for name, own in cases} - {"text", "count", "share"}
    english = messages("en")
    said = {key.removeprefix("table.") for key in english if re.match(r"table\.(?!mark_|evidence_)", key)}
    assert len(names) > 25 and names == said, names ^ said
    page = (ROOT / "docs/reference/score.md").read_text()
    assert all(f"`{name}`" in page for name in names), [name for name in names if f"`{name}`" not in page]
    written = "".join(path.read_text() for path in (ROOT / "Sources/Training").glob("*.swift"))
    facts = set(re.findall(r'\.(?:text|count|share)\(\s*"([a-z_]+)"', written))
    for key in [key for key in english if key.startswith("table.")]:
        assert values(english[key]) <= facts, (key, values(english[key]) - facts)
        # Flags are the command line's.
        assert "--" not in english[key], key
    marks = set(re.findall(r'\.text\("mark", "([a-z_]+)"\)', written))
    assert marks == {key.removeprefix("table.mark_") for key in english if key.startswith("table.mark_")}, marks
    shown = {key.removeprefix("table.evidence_") for key in english if key.startswith("table.evidence_")}
    kinds = set(re.findall(r'"evidence", (?:pure\.isBad \? )?"([a-z_]+)"(?: : "([a-z_]+)")?', written))
    assert shown == {kind for pair in kinds for kind in pair if kind}, (shown, kinds)


def a_feature_never_imports_another(ground):
    """A feature never imports another feature"""
    features = SOURCE / "features"
    for path in features.rglob("*.ts*"):
        own = path.relative_to(features).parts[0]
        for target in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', path.read_text()):
            goal = (path.parent / target).resolve()
            if features in goal.parents:
                other = goal.relative_to(features).parts[0]
                assert other == own, f"{path} imports the feature {other}"


def one_component_formats_money(ground):
    """One component formats money, and amounts never become floats"""
    for path in SOURCE.rglob("*.tsx"):
        text = path.read_text()
        assert not re.search(r'style:\s*"currency"', text), f"{path} formats a currency"
        assert "parseFloat" not in text, f"{path} reads a float"


def the_first_load_is_small(ground):
    """The initial script is at most 120 KB gzip and the core at most 150 KB brotli"""
    sizes = json.loads((WEB / "dist/sizes.json").read_text())
    assert 20_000 < sizes["initial_script_gzip"] <= 120 * 1024, sizes
    core = WEB / "dist/core.wasm.br"
    assert 10_000 < core.stat().st_size <= 150 * 1024, core.stat().st_size


RULES = [
    every_language_has_every_message, no_message_is_unused,
    pages_take_their_words_from_the_message_files, every_fault_of_a_field_has_its_words,
    every_finding_about_a_table_has_its_words, a_feature_never_imports_another,
    one_component_formats_money, the_first_load_is_small,
]

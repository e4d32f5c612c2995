#!/usr/bin/env python3
"""Writes the expected results beside the cases: cases.txt -> cases.jsonl, by Jinja2 3.1.6.

cases.txt: `# topic` begins a topic; `@vars {...}` sets the variables from there on; `@options keep trim lstrip auto` the
options; `@template NAME TEXT` a template to include, kept until the next topic. Any other line is one template, in which
`\\n` and `\\t` written with a backslash stand for the characters unless the line begins with `raw: `.
"""
import json
import pathlib
import sys

import jinja2

HERE = pathlib.Path(__file__).parent


def render(case):
    options = case.get("o", {})
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, keep_trailing_newline=options.get("keep", False),
        trim_blocks=options.get("trim", False), lstrip_blocks=options.get("lstrip", False),
        autoescape=options.get("auto", False), loader=jinja2.DictLoader(case.get("ts", {})),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    try:
        return {"out": environment.from_string(case["t"]).render(json.loads(json.dumps(case.get("v", {}))))}
    except Exception as error:
        return {"err": type(error).__name__}


def cases(text):
    topic, variables, options, templates = "", {}, {}, {}
    for line in text.splitlines():
        if not line:
            continue
        if line.startswith("# "):
            topic, options, templates = line[2:], {}, {}
        elif line.startswith("@vars "):
            variables = json.loads(line[6:])
        elif line.startswith("@options"):
            options = {name: True for name in line.split()[1:]}
        elif line.startswith("@template "):
            _, name, body = line.split(" ", 2)
            templates[name] = body.replace("\\n", "\n").replace("\\t", "\t")
        else:
            line = line[5:] if line.startswith("raw: ") else line.replace("\\n", "\n").replace("\\t", "\t")
            case = {"topic": topic, "t": line, "v": variables}
            if options:
                case["o"] = dict(options)
            if templates:
                case["ts"] = dict(templates)
            yield case


def main():
    assert jinja2.__version__ == "3.1.6", jinja2.__version__
    if sys.argv[1:] == ["--stdin"]:
        for line in sys.stdin:
            print(json.dumps(render(json.loads(line))), flush=True)
        return
    with open(HERE / "cases.jsonl", "w", encoding="utf-8") as output:
        known = None
        for case in cases((HERE / "cases.txt").read_text(encoding="utf-8")):
            expected = render(case)
            variables = case.pop("v")
            if variables != known:
                print(json.dumps({"vars": variables}, ensure_ascii=False), file=output)
                known = variables
            print(json.dumps({**case, **expected}, ensure_ascii=False), file=output)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes Sources/PitaPlatforms/RouterOS/RouterOSSchema+<version>.swift of RouterOS's own command trees.

usage: routeros-schema.py DIRECTORY VERSION ...

DIRECTORY holds <version>.json: what `/console inspect` of a virtual router of that version says of its menus, as
published in the public domain (Unlicense) by https://github.com/tikoci/restraml. Nested objects; `_type` is `dir`,
`path`, `cmd` or `arg`.
"""
import json
import os
import sys
import textwrap

VERBS = ("add", "set", "remove", "move", "enable", "disable", "unset")
NOT_PROPERTIES = {"numbers", "copy-from", "place-before"}
ROOM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "PitaPlatforms", "RouterOS")


def menus(node, path=""):
    """Each menu that holds a config: its path, its verbs, its properties."""
    children = {name: child for name, child in node.items() if isinstance(child, dict) and name != "_completion"}
    commands = {name: child for name, child in children.items() if child.get("_type") == "cmd"}
    if path and ("add" in commands or "set" in commands):
        properties = {
            name
            for verb in ("add", "set")
            for name, child in commands.get(verb, {}).items()
            if isinstance(child, dict) and name not in NOT_PROPERTIES
        }
        yield "/" + path, [verb for verb in VERBS if verb in commands], sorted(properties)
    for name, child in children.items():
        if child.get("_type") in ("dir", "path", None):
            yield from menus(child, f"{path} {name}".strip())


def main(directory, versions):
    for version in versions:
        with open(os.path.join(directory, version + ".json")) as file:
            tree = json.load(file)
        lines = []
        for path, verbs, properties in sorted(menus(tree)):
            lines.append(f"{path}: {' '.join(verbs)}")
            lines += textwrap.wrap(
                " ".join(properties), 112, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
            )
        name = "v" + version.replace(".", "_")
        with open(os.path.join(ROOM, f"RouterOSSchema+{name}.swift"), "w") as file:
            file.write(
                "// Made by Documentation/routeros-schema.py of the command tree of RouterOS "
                f"{version} that tikoci/restraml\n// published in the public domain (Unlicense).\n\n"
                "extension RouterOSSchema {\n"
                f"    /// Menus with their verbs, and the properties of `add` and `set`, in RouterOS {version}.\n"
                f'    static let {name} = """\n'
            )
            file.writelines(f"        {line}\n" for line in lines)
            file.write('        """\n}\n')


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])

import Foundation
import TestSupport
import Testing

/// `pita template render` gives the octets that Python's Jinja2 gives.
@Suite struct TemplateAgreementTests {
    static let variables = """
        nama: disdik
        vlan: 110
        aktif: true
        kosong: null
        laju: 2.5
        port: [ether2, ether3, "ether 4"]
        wan: {interface: ether1, alamat: 10.11.255.2/30}
        aksara: "Dinas é 名 🌏"
        """

    static let templates = [
        "", "x", "x\n", "x\n\n", "{{ nama }}", "{{ nama }}\n", "a\r\nb {{ nama }}\r\n",
        "{{ aksara }}|{{ aksara | length }}\n",
        "{{ port }} {{ wan }} {{ aktif }} {{ kosong }} {{ laju }}\n",
        "{% for p in port %}\n  {{ loop.index }}. {{ p | upper }}{{ ',' if not loop.last }}\n{% endfor %}\n",
        "{%- for p in port -%}\n{{ p }}\n{%- endfor -%}\nakhir\n",
        "    {% if aktif %}\n    ya\n    {% else %}\n    tidak\n    {% endif %}\n",
        "{# komentar #}\n{% set x = vlan + 1 %}\n{{ x }}\n", "{% raw %}{{ bukan }}{% endraw %}\n",
        "{% macro q(a, b='z') %}[{{ a }}-{{ b }}]{% endmacro %}{{ q(1) }}{{ q(2, b=3) }}\n",
        "{{ port | map('replace', ' ', '') | join('|') }} {{ port | sort(reverse=true) | first }}\n",
        "{{ '%05d|%-6s|' | format(vlan, nama) }}{{ 'a' ~ 1 ~ 2.0 ~ none ~ true }}\n",
        "{% include 'sisip.j2' %}\n|\n{% include ['tidak-ada.j2', 'sisip.j2'] %}",
        "{{ wan | tojson }} {{ nama | tojson }}\n",
        "{% for k, v in wan | dictsort %}{{ k }}={{ v }};{% endfor %}\n",
        "{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % -3 }} {{ 2 ** 70 }} {{ 1 / 3 }}\n",
        "{% filter indent(4, first=true) %}a\nb\n{% endfilter %}\n",
        "{{ nama | default('x') }}{{ tidak | default('y') }}\n",
    ]

    static var hasPython: Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import jinja2, json"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Renders the named templates of a directory with the same options in Python; writes `NAME.j2.FLAGS` beside each.
    static let reference = """
        import jinja2, json, sys, pathlib
        flags = sys.argv[1]
        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader("."), undefined=jinja2.StrictUndefined, newline_sequence="\\n",
            trim_blocks="t" in flags, lstrip_blocks="l" in flags, keep_trailing_newline="k" in flags)
        values = json.loads(pathlib.Path("v.json").read_text())
        for name in sys.argv[2:]:
            text = env.get_template(name + ".j2").render(values)
            pathlib.Path(name + ".j2." + flags).write_bytes(text.encode())
        """

    @Test(.enabled(if: hasPython), arguments: ["-", "t", "l", "k", "tlk"])
    func `every octet is the same`(_ flags: String) throws {
        let work = try WorkDirectory()
        for (index, template) in Self.templates.enumerated() { try work.write("\(index).j2", template) }
        try work.write("sisip.j2", "sisip {{ nama }}\n")
        try work.write("v.yaml", Self.variables)
        try work.write(
            "v.json",
            #"{"nama": "disdik", "vlan": 110, "aktif": true, "kosong": null, "laju": 2.5, "port": ["ether2", "ether3", "ether 4"], "wan": {"interface": "ether1", "alamat": "10.11.255.2/30"}, "aksara": "Dinas é 名 🌏"}"#
        )
        try agrees(Array(Self.templates.indices).map(String.init), flags, vars: "v.yaml", in: work)
    }

    /// The situations of public reports: blanks, scopes, defaults, numbers, order, macros, Unicode.
    @Test(.enabled(if: hasPython), arguments: ["-", "tl"])
    func `what other engines were reported to render otherwise is rendered as Jinja2 does`(_ flags: String) throws {
        let work = try WorkDirectory()
        for name in ["macro.j2", "trim.j2", "types.j2", "vars.yaml", "v.json"] {
            let file = Programs.checkout + "/Tests/PitaCommandTests/Fixtures/jinja/" + name
            try work.write(name, try String(contentsOfFile: file, encoding: .utf8))
        }
        try agrees(["macro", "trim", "types"], flags, vars: "vars.yaml", in: work)
    }

    /// Renders templates of a directory by Python's Jinja2 and by the program, and compares the octets.
    private func agrees(_ names: [String], _ flags: String, vars: String, in work: WorkDirectory) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.reference, flags] + names
        process.currentDirectoryURL = URL(fileURLWithPath: work.path)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let options = ["t": "--trim-blocks", "l": "--lstrip-blocks", "k": "--keep-trailing-newline"]
        for name in names {
            let words =
                ["template", "render", "\(name).j2", "--vars", vars] + flags.compactMap { options[String($0)] }
            let outcome = try Program.run(words, in: work.path)
            let expected = try String(contentsOfFile: work.path + "/\(name).j2.\(flags)", encoding: .utf8)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(name): \(outcome.errors)")
            #expect(outcome.output == expected, "\(name)")
        }
    }

    @Test func `what a template of an office includes is found by its name there, wherever one stands`() throws {
        let work = try WorkDirectory()
        try work.write("kantor/Templates/ios/segmen.j2", "{% include 'ios/laju.j2' %}{% include 'samping.j2' %}")
        try work.write("kantor/Templates/ios/laju.j2", "laju\n")
        try work.write("kantor/Templates/ios/samping.j2", "samping\n")
        for (place, path) in [
            ("", "kantor/Templates/ios/segmen.j2"), ("/kantor/Templates", "ios/segmen.j2"),
            ("/kantor/Templates/ios", "segmen.j2"),
        ] {
            let outcome = try Program.run(["template", "render", path], in: work.path + place)
            #expect(outcome.status == 0 && outcome.output == "lajusamping", "\(place): \(outcome)")
        }
        try work.write("kantor/rahasia.j2", "rahasia")
        try work.write("kantor/Templates/ios/keluar.j2", "{% include 'rahasia.j2' %}")
        let outside = try Program.run(["template", "render", "kantor/Templates/ios/keluar.j2"], in: work.path)
        #expect(outside.status != 0 && outside.errors.contains("rahasia.j2"), "\(outside)")
    }
}

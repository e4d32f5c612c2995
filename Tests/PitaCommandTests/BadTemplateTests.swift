import Foundation
import Testing

/// Templates of one line, each with a mistake: the place that is told lies inside of the line.
@Suite struct BadTemplateTests {
    static let lines = #"""
        {{ wan.address.x.y }}
        {{ tidak_ada.x }}
        {{ wan[tidak_ada] }}
        {{ [1, 2][9] }}
        {{ {'a': 1}['b'] }}
        {{ {'a': 1}.b.c }}
        {{ [] + {} }}
        {{ 1 < 'a' }}
        {{ 5 % 0 }}
        {{ 5 // 0 }}
        {{ 2 ** 'a' }}
        {{ -'a' }}
        {{ (1).foo() }}
        {{ wan() }}
        {{ 'x'.nomethod() }}
        {{ range() }}
        {{ range(1, 2, 3, 4) }}
        {{ range(1, 2, 0) }}
        {% for x in 5 %}{% endfor %}
        {% for a, b in [1] %}{% endfor %}
        {% for a, b in [[1, 2, 3]] %}{% endfor %}
        {% set 1 = 2 %}
        {% set a %}
        {% set a, b = 1 %}
        {% set wan.x = 1 %}
        {% if %}x{% endif %}
        {% if 1 %}{% else %}{% else %}{% endif %}
        {% elif 1 %}
        {% endfor %}
        {% for x %}{% endfor %}
        {% for x in %}{% endfor %}
        {% for in [] %}{% endfor %}
        {% macro %}{% endmacro %}
        {% macro m(a) %}{% endmacro %}{{ m(1, 2) }}
        {% macro m(a=1, b) %}{% endmacro %}
        {% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}
        {% call m() %}{% endcall %}
        {% block %}{% endblock %}
        {% block a %}{% endblock %}{% block a %}{% endblock %}
        {% block a %}{% endblock b %}
        {% extends %}
        {% extends 5 %}
        {% include %}
        {% include 5 %}
        {% import 'lain.j2' %}
        {% from 'lain.j2' import %}
        {% import 'tidak-ada.j2' as x %}
        {% from 'tidak-ada.j2' import x %}
        {% raw %}x
        {% filter %}x{% endfilter %}
        {% filter nofilter %}x{% endfilter %}
        {% with a %}{% endwith %}
        {% frobnicate %}
        {% %}
        {{ 1 if }}
        {{ a b }}
        {{ [1, }}
        {{ {'a' } }}
        {{ (1 }}
        {{ 1) }}
        {{ ] }}
        {{ 1 ~ }}
        {{ not }}
        {{ 1 is }}
        {{ 1 | }}
        {{ wan. }}
        {{ wan[ }}
        {{ range(a=1, 2) }}
        {{ 'abc' | int('x', 'y', 'z', 'w') }}
        {{ 'x' | batch }}
        {{ [3, 'a'] | sort }}
        {{ 5 | length }}
        {{ [1] | sum(attribute='x') }}
        {{ '%d' | format('x') }}
        {{ '{}{}'.format(1) }}
        {{ super() }}
        {{ loop.index }}
        {{ caller() }}
        {{ self.tidak_ada() }}
        {{ 0x }}
        {{ 1__0 }}
        {{ "x }}
        {{ @ }}
        {{ $x }}
        {{ ? }}
        {{ ! }}
        {{ & }}
        {{ wan.address | host('x') }}
        {{ '10.0.0.0/33' | host(1) }}
        {{ 'x/y' | bandwidth_bits }}
        {% break %}
        {% continue %}
        {{ [1, 2] | map('nofilter') | list }}
        {{ [1] | select('notest') | list }}
        {{ wan | dictsort(by='x') }}
        {% for x in [1] recursive %}{{ loop(5) }}{% endfor %}
        {% autoescape %}x{% endautoescape %}
        {% trans %}x{% endtrans %}
        {{ cycler() }}
        {{ 1 in 5 }}
        {{ 'a'[1:2:0] }}
        {{ {[]: 1} }}
        {{ 'x' | round }}
        {{ [1, 2] | join(tidak_ada) }}
        {{ [1] | map(attribute='a.b') | join }}
        {{ 'x' | replace('a') }}
        {{ 'x' | truncate('a') }}
        {{ 'x' | center('a') }}
        {{ dict(1) }}
        {{ 'x' | indent(width={}) }}
        {{ 1 | first }}
        {{ [] | first }}
        {{ [] | random.x }}
        {% for x in tidak_ada.y %}{% endfor %}
        {% include wan %}
        {% include ['a.j2', 'b.j2'] %}
        {% if wan.a.b %}{% endif %}
        {% set x = tidak_ada %}{{ x }}
        {{ wan.address ~ tidak_ada }}
        {{ [tidak_ada] | join }}
        {{ tidak_ada | upper }}
        {{ tidak_ada + 1 }}
        {{ tidak_ada == 1 }}
        {{ (tidak_ada) }}
        """#.split(separator: "\n").map(String.init)

    @Test(arguments: lines)
    func `a mistake in a template is told with its place in the line`(_ line: String) throws {
        let work = try WorkDirectory()
        try work.write("buruk.j2", line)
        try work.write("lain.j2", "{% include 'buruk.j2' %}")
        try work.write("v.yaml", "wan: {address: 10.0.0.1}\n")
        let outcome = try work.pita("template", "render", "buruk.j2", "--vars", "v.yaml")
        expectFault(outcome, ": error: ")
        let parts = (outcome.errorLines.first ?? "").split(separator: ":", maxSplits: 3)
        #expect(parts.count == 4 && parts[0] == "buruk.j2" && parts[1] == "1", "\(outcome.errors)")
        #expect(Int(parts[2]).map { (1...line.unicodeScalars.count + 1).contains($0) } == true, "\(outcome.errors)")
    }

    @Test func `a million levels are a diagnostic with its place`() throws {
        let work = try WorkDirectory()
        let million = 1_000_000
        try work.write("v.yaml", "a: 1\n")
        try work.write("datar.yaml", String(repeating: "[", count: million))
        try work.write("peta.yaml", String(repeating: "{a:", count: million / 3))
        try work.write("t.j2", "x")
        for file in ["datar.yaml", "peta.yaml"] {
            expectFault(try work.pita("template", "render", "t.j2", "--vars", file), "\(file):1:")
        }
        for (open, close) in [("(", ")"), ("[", "]"), ("-", ""), ("{0:", "}")] {
            let depth = (million - 10) / (open + close).count
            let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            try work.write("dalam.j2", "{{ \(text) }}")
            expectFault(try work.pita("template", "render", "dalam.j2", "--vars", "v.yaml"), "dalam.j2:1:")
        }
        try work.write("blok.j2", String(repeating: "{%if 1%}", count: million / 8))
        expectFault(try work.pita("template", "render", "blok.j2", "--vars", "v.yaml"), "blok.j2:1:")
    }

    @Test func `a gibibyte is refused by its size, wherever it stands`() throws {
        let office = try WorkDirectory.office()
        let huge = try office.write("besar", "")
        try #require(truncate(huge, 1 << 30) == 0)
        try office.write("t.j2", "x")
        func expectRefused(_ words: String...) throws {
            let outcome = try Program.run(words, in: office.path)
            expectFault(outcome, "octets", caret: false)
            #expect(outcome.errors.contains("1073741824"), "\(outcome.errors)")
        }
        try expectRefused("template", "render", "besar")
        try expectRefused("template", "render", "t.j2", "--vars", "besar")
        try expectRefused("config", "parse", "--platform", "linux", "besar")
        try expectRefused("show", "besar")
        try expectRefused("approve", "besar", "--reason", "x", "--as", "kasi")
        try expectRefused("records", "verify", "--head", "besar")
        for file in ["Playbooks/besar.yaml", "Inventory/links.yaml", "Templates/besar.j2"] {
            let path = office.path + "/" + file
            let old = FileManager.default.contents(atPath: path)
            try? FileManager.default.removeItem(atPath: path)
            try #require(link(huge, path) == 0)
            try expectRefused("render", "besar", "--set", "segment=disdik")
            try FileManager.default.removeItem(atPath: path)
            if let old { try office.write(file, [UInt8](old)) }
            if file.hasPrefix("Playbooks") { try office.write(file, Self.playbook) }
        }
    }

    private static let playbook =
        "name: besar\ntitle: Besar\nparameters:\n  segment: {type: segment}\n"
        + "targets: [{devices: segment, role: router, templates: {routeros: routeros/segment.j2, linux: linux/segment.j2}}]\n"
}

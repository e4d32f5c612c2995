import Testing

@testable import PitaLab

@Suite struct InterpreterTests {
    @Test(arguments: [
        (":put (1+2*3)", "7\n"), (":put \"a\\22b\\_c\\$d\"", "a\"b c$d\n"),
        (":local x 5; :put ($x . \"-\" . ($x + 1))", "5-6\n"), (":put [:len \"abcd\"]", "4\n"),
        (":if (1 = 2) do={:put yes} else={:put \"no way\"}", "no way\n"), (":put [:typeof 10.0.0.0/8]", "ip-prefix\n"),
        (":foreach i in={1;2;3} do={:put $i}", "1\n2\n3\n"), (":for i from=1 to=3 do={:put $i}", "1\n2\n3\n"),
        (":put [:pick \"abcdef\" 1 3]", "bc\n"), (":put ((10.0.0.5 in 10.0.0.0/24) && true)", "true\n"),
        (":local n 0; :while ($n < 3) do={:set n ($n + 1)}; :put $n", "3\n"),
        (":put [:serialize to=json value={a=1;b=\"x\"}]", "{\"a\":1,\"b\":\"x\"}\n"),
        (":put (2 > 1 || 1 / 0 > 1)", "division by zero\n"),
    ])
    func `an expression prints its value`(line: String, answer: String) {
        #expect(Bench().run(line) == answer)
    }

    @Test(arguments: [
        ("/ip adress print", "bad command name adress (line 1 column 5)\n"),
        ("foo", "bad command name foo (line 1 column 1)\n"),
        ("/queue simple add nme=x", "expected end of command (line 1 column 19)\n"),
        ("/export terse show-sensitive=no", "expected end of command (line 1 column 29)\n"),
        (":put \"abc", "syntax error (line 1 column 10)\n"), ("[:put 1]", "expected command name (line 1 column 1)\n"),
        (
            "/interface vlan add name=v vlan-id=10 interface=nope",
            "input does not match any value of interface (/interface/vlan/add; line 1)\n"
        ),
        (
            "/interface vlan add name=v vlan-id=5000 interface=ether1",
            "value of vlan-id out of range (1..4094) (/interface/vlan/add; line 1)\n"
        ),
        (
            "/interface vlan add name=v interface=ether1",
            "missing value(s) of argument(s) vlan-id (/interface/vlan/add; line 1)\n"
        ),
        (
            "/interface vlan add name=ether2 vlan-id=2 interface=ether1",
            "failure: already have interface with such name (/interface/vlan/add; line 1)\n"
        ),
        ("/queue simple remove *99", "no such item (/queue/simple/remove; line 1)\n"),
        (
            "/queue simple add target=10.0.0.1 max-limit=10X",
            "invalid value for argument max-limit (/queue/simple/add; line 1)\n"
        ),
        ("/ip pool add name=p ranges=x", "value of range must have ip address before '-' (/ip/pool/add; line 1)\n"),
        ("/system resource print terse", "bad parameter terse (/system/resource/print; line 1)\n"),
        ("/import file-name=none.rsc", "Cannot open import file, file does not exist (:import; line 1)\n"),
        ("/system backup load name=x", "missing value(s) of argument(s) password (/system/backup/load; line 1)\n"),
    ])
    func `a wrong command is refused in the device's words`(line: String, answer: String) {
        #expect(Bench().run(line) == answer)
    }

    @Test func `version 6 says neither path nor line and knows no show-sensitive`() {
        let bench = Bench(version: "6.49.17")
        #expect(bench.run("/queue simple remove *99") == "no such item\n")
        #expect(bench.run("/export show-sensitive") == "expected end of command (line 1 column 9)\n")
        #expect(bench.run("/queue/simple/print") == "bad command name queue/simple/print (line 1 column 1)\n")
    }

    @Test func `errors end with status 0 but for an unknown command`() {
        let bench = Bench()
        #expect(bench.status("/queue simple remove *99") == 0)
        #expect(bench.status("/nonsense") == 1)
    }

    @Test func `nothing of a line runs when a later part cannot be read`() {
        let bench = Bench()
        bench.run("/system identity set name=a; /system identity set nam=b")
        #expect(bench.run("/system identity print").contains("MikroTik"))
    }

    @Test func `what ran before a failing statement stays`() {
        let bench = Bench()
        bench.run("/system identity set name=first; /queue simple remove *99; /system identity set name=second")
        #expect(bench.run(":put [/system identity get name]") == "first\n")
    }

    @Test func `on-error catches a failure and not a syntax error`() {
        let bench = Bench()
        #expect(bench.run(":do { /queue simple remove *99 } on-error={ :put caught }") == "caught\n")
        #expect(bench.run(":do { :error \"x\" } on-error={ :put caught }") == "caught\n")
        #expect(
            bench.run(":do { /queue simple add nme=x } on-error={ :put caught }").hasPrefix("expected end of command"))
        #expect(bench.run(":onerror e in={ :error \"why\" } do={ :put \"got $e\" }") == "got why\n")
        #expect(Bench(version: "7.10.2").run(":onerror e in={} do={}").hasPrefix("bad command name onerror"))
    }

    @Test func `an add prints its id only when asked, and ids count up in hexadecimal`() {
        let bench = Bench()
        #expect(bench.run("/queue simple add name=a target=10.0.0.0/24") == "")
        #expect(bench.run(":put [/queue simple add name=b target=10.0.1.0/24]") == "*2\n")
    }

    @Test func `the idempotent form adds once and then sets`() {
        let bench = Bench()
        let line =
            ":if ([:len [/queue simple find where name=\"p\"]] = 0) do={ /queue simple add name=\"p\" target=10.1.0.0/24 "
            + "max-limit=10M/10M } else={ /queue simple set [find where name=\"p\"] max-limit=5M/9500k }"
        bench.run(line)
        #expect(bench.run(":put [/queue simple get [find name=\"p\"] max-limit]") == "10000000/10000000\n")
        bench.run(line)
        #expect(bench.export().contains("max-limit=5M/9500k"))
        #expect(bench.run("/queue simple print count-only") == "1\n")
    }

    @Test func `set on nothing found succeeds silently`() {
        #expect(Bench().run("/queue simple set [find name=\"none\"] max-limit=1M/1M") == "")
    }

    @Test func `an unquoted prefix in a query matches nothing`() {
        let bench = Bench()
        bench.run("/ip address add address=10.0.0.1/24 interface=ether1")
        #expect(bench.run(":put [:len [/ip address find where address=10.0.0.1/24]]") == "0\n")
        #expect(bench.run(":put [:len [/ip address find where address=\"10.0.0.1/24\"]]") == "1\n")
    }

    @Test func `item numbers mean nothing without a print`() {
        let bench = Bench()
        bench.run("/queue simple add name=a target=10.0.0.0/24")
        #expect(bench.run("/queue simple set 0 name=b").hasPrefix("no such item"))
    }

    @Test func `moving changes the order and place-before inserts`() {
        let bench = Bench()
        for name in ["a", "b", "c"] { bench.run("/queue simple add name=\(name) target=10.0.0.1") }
        bench.run("/queue simple move [find name=c] [find name=a]")
        bench.run("/queue simple add name=d target=10.0.0.2 place-before=[find name=\"a\"]")
        let names = bench.router.items("queue simple").compactMap { $0.values["name"] }
        #expect(names == ["c", "d", "a", "b"])
    }

    @Test func `deep nesting and endless loops are refused`() {
        #expect(Bench().run(String(repeating: "[", count: 5000)).hasPrefix("syntax error") == true)
        #expect(Bench().run(":put " + String(repeating: "(", count: 5000)).hasPrefix("syntax error"))
        #expect(Bench().run(":while (true) do={:local x 1}").hasPrefix("action timed out"))
    }
}

import Testing

@testable import PitaLab

@Suite struct LineEditorTests {
    private static func screen(width: Int = 0, _ overflow: ConsoleScreen.Overflow = .scroll) -> ConsoleScreen {
        ConsoleScreen(width: width, overflow: overflow, more: " --More-- ", wipe: "", capacity: 254)
    }

    private func feed(_ editor: inout LineEditor, _ text: String) -> (echo: String, rest: [LineEditor.Action]) {
        var echo: [UInt8] = []
        var rest: [LineEditor.Action] = []
        for byte in text.utf8 {
            for action in editor.feed(byte) {
                if case .echo(let bytes) = action { echo += bytes } else { rest.append(action) }
            }
        }
        return (String(decoding: echo, as: UTF8.self), rest)
    }

    @Test func `a line ends once, however its end is sent`() {
        var editor = LineEditor(screen: Self.screen())
        let (echo, rest) = feed(&editor, "show\r\nclock\nx\r")
        #expect(echo == "show\r\nclock\r\nx\r\n")
        #expect(rest == [.line("show"), .line("clock"), .line("x")])
    }

    @Test func `characters, words and lines can be taken back`() {
        var editor = LineEditor(screen: Self.screen())
        #expect(feed(&editor, "shoq\u{8}w versionx\u{17}clock\n").rest == [.line("show clock")])
        #expect(feed(&editor, "reload\u{15}exit\n").rest == [.line("exit")])
        #expect(feed(&editor, "reload\u{3}").rest == [.control(.interrupt, "reload")])
        #expect(feed(&editor, "name x\u{1A}").rest == [.control(.suspend, "name x")])
    }

    @Test func `a full buffer takes no more`() {
        var editor = LineEditor(screen: Self.screen())
        let (echo, rest) = feed(&editor, String(repeating: "a", count: 300) + "\n")
        #expect(rest == [.line(String(repeating: "a", count: 254))])
        #expect(echo.utf8.count(where: { $0 == 7 }) == 46)
    }

    @Test func `a question mark asks for help unless it is quoted`() {
        var editor = LineEditor(screen: Self.screen())
        #expect(feed(&editor, "show ?").rest == [.help("show ")])
        #expect(feed(&editor, "\u{15}description a\u{16}?\n").rest == [.line("description a?")])
    }

    @Test func `a long line scrolls or wraps on a narrow screen`() {
        var editor = LineEditor(screen: Self.screen(width: 40))
        editor.indent = 10
        let line = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop"
        let scrolled = feed(&editor, line + "\n")
        #expect(scrolled.rest == [.line(line)])
        #expect(scrolled.echo.contains("\u{8}\u{8}\u{8}$"))
        var wrapped = LineEditor(screen: Self.screen(width: 40, .wrap))
        wrapped.indent = 10
        #expect(feed(&wrapped, line).echo == "abcdefghijklmnopqrstuvwxyzabcd\r\nefghijklmnop")
    }

    @Test func `a hidden line is not echoed`() {
        var editor = LineEditor(screen: Self.screen())
        editor.hidesInput = true
        let (echo, rest) = feed(&editor, "rahasia?\n")
        #expect(echo == "\r\n")
        #expect(rest == [.line("rahasia?")])
    }

    @Test func `forms of commands branch, end early and know their key`() {
        let forms = CommandForm.all("ip route A.B.C.D ~ {INTERFACE|A.B.C.D} [name WORD]")
        #expect(forms.count == 4)
        #expect(forms.allSatisfy { $0.keyLength == 3 })
        #expect(CommandForm.all("{a|b|c} [d]").map(\.words.count) == [1, 2])
    }
}

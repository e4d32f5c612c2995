import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct TerminalStripperTests {
        private func strip(_ text: String) -> String { TerminalStripper.strip(Array(text.utf8)) }

        @Test(arguments: [
            ("plain\r\ntext", "plain\ntext"),
            ("\u{1B}[1;31mred\u{1B}[0m", "red"),
            ("\u{1B}]0;title\u{7}after", "after"),
            ("\u{1B}]0;title\u{1B}\\after", "after"),
            ("\u{1B}P1$r0m\u{1B}\\after", "after"),
            ("\u{1B}(B\u{1B}=\u{1B}[?1hafter", "after"),
            ("abc\u{8}\u{8}X", "aXc"),
            ("first\rsecond", "second"),
            ("long text\rab\u{1B}[K\r\nend", "ab\nend"),
            ("a\r\r\nb\n\rc", "a\nb\nc"),
            ("# software id = \r\n", "# software id = "),
            ("Dinas é Pendidikan\rDinas ü", "Dinas ü Pendidikan"),
            ("\u{1B}[2J\u{1B}[Hcleared", "cleared"),
            ("bell\u{7} nul\u{0}", "bell nul"),
            ("a\u{1B}[3Cb", "a   b"),
            ("abcdef\u{1B}[4D\u{1B}[2P", "abef"),
        ])
        func `text remains, painting goes`(painted: String, plain: String) {
            #expect(strip(painted) == plain)
        }

        @Test func `a prompt painted twice and padded to the width is there once`() {
            let prompt = "[admin@AP SMA 1] >"
            let painted = "\r" + prompt + String(repeating: " ", count: 60) + "\r" + prompt + " "
            var stripper = TerminalStripper()
            stripper.feed(Array(painted.utf8))
            #expect(stripper.unfinished == prompt + " ")
        }

        @Test func `a command repainted for every character is there once`() {
            let prompt = "[admin@MikroTik] > "
            var painted = prompt
            let command = "/ip service export"
            for count in 1...command.count {
                painted +=
                    "\r\r" + prompt + command.prefix(count - 1) + "     \u{1B}[K\r" + prompt + command.prefix(count)
            }
            #expect(strip(painted + "\r\ndone") == prompt + command + "\ndone")
        }

        @Test func `a command line wrapped by its editor stays one line`() {
            var stripper = TerminalStripper(columns: 10)
            stripper.feed(Array("$ 3456789A \rBCDEFGHIJK \rL\r\nout\r\n".utf8))
            #expect(stripper.takeLines() == ["$ 3456789ABCDEFGHIJKL", "out"])
            stripper.feed(Array(("\r[a@b] >" + String(repeating: " ", count: 3) + "\r[a@b] > ").utf8))
            #expect(stripper.unfinished == "[a@b] > ")
        }

        @Test func `octets may come one by one`() {
            var stripper = TerminalStripper()
            for byte in Array("\u{1B}[31mmérah\u{1B}[0m\r\n".utf8) { stripper.feed([byte]) }
            #expect(stripper.takeLines() == ["mérah"])
        }

        @Test func `questions to the terminal are told`() {
            var stripper = TerminalStripper()
            stripper.feed(Array("\u{1B}Z\u{1B}[c\u{1B}[6n\u{1B}[5n".utf8))
            #expect(stripper.takeQueries() == [.identify, .attributes, .cursorPosition, .status])
            #expect(stripper.unfinished.isEmpty)
        }

        @Test func `any octets are read without harm and leave no control characters`() {
            var random = SeededGenerator(seed: 5)
            let likely: [UInt8] = [
                0x1B, 0x5B, 0x3B, 0x30, 0x39, 0x4B, 0x43, 0x44, 0x47, 0x40, 0x50, 8, 10, 13, 0x5D, 7,
            ]
            for _ in 0..<800 {
                let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                    Bool.random(using: &random)
                        ? likely[Int.random(in: likely.indices, using: &random)]
                        : UInt8.random(in: 0...255, using: &random)
                }
                let text = TerminalStripper.strip(bytes)
                #expect(
                    !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F })
            }
        }

        @Test func `a line without end takes bounded room`() {
            var stripper = TerminalStripper()
            for _ in 0..<40 { stripper.feed(Array(repeating: UInt8(ascii: "x"), count: 1 << 14)) }
            #expect(stripper.unfinished.utf8.count <= TerminalStripper.longestLine)
            #expect(stripper.takeLines().count == 2)
        }
    }
}

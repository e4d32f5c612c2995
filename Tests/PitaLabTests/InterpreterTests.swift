import Testing

@testable import pita_lab

@Suite struct InterpreterTests {
    @Test func `put prints an expression`() {
        #expect(Bench().run(":put (1+2*3)") == "7\n")
    }
}

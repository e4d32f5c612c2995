import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// What a config of four times as many lines takes: about four times the work, on every platform and in every shape.
@Suite struct GrowthTests {
    /// Linear work takes four times as much, work that compares all with all up to sixteen times.
    private static let most = 5.5

    /// In smaller configs steps of fixed cost weigh as much as the growth that is looked for.
    private static func lines(_ shape: GrowthShape, items: Int = 28) -> Int { items * shape.item(0, false).count }

    private func work(_ shape: GrowthShape, _ change: GrowthChange, lines: Int) throws -> (work: Work, sent: Int)? {
        guard let item = shape.make(change, lines: lines) else { return nil }
        var sent = 0
        let work = try Work.of {
            let (running, intended) = (try item.runningTree(), try item.intendedTree())
            let change = try item.change(from: running, to: intended)
            try item.ask(of: change, from: running, to: intended)
            sent = change.lines
        }
        return (work, sent)
    }

    @Test(arguments: GrowthShape.all.map(\.name), [GrowthChange.added, .removed, .someSet, .head])
    func workGrowsAsTheConfigDoes(name: String, change: GrowthChange) throws {
        let shape = try #require(GrowthShape.all.first { $0.name == name })
        let lines = Self.lines(shape)
        // What is made once is not counted.
        _ = try work(shape, change, lines: Self.lines(shape, items: 2))
        guard let small = try work(shape, change, lines: lines), let large = try work(shape, change, lines: 4 * lines)
        else { return }
        #expect(large.sent > 0)
        #expect(large.work.ratio(to: small.work) < Self.most, "\(small.work) -> \(large.work)")
    }
}

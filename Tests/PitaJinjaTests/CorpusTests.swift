import Testing

@Suite struct CorpusTests {
    @Test func everyStoredCaseComesOutAsJinja2MakesIt() {
        #expect(Corpus.cases.count > 1800)
        for item in Corpus.cases {
            let result = item.rendered()
            #expect(result == item.expected, "\(item.topic): \(item.template)")
        }
    }
}

/// "Did you mean": the known word nearest to what was written.
public enum Suggestion {
    /// The candidate nearest to `word` by edit distance, when it is near enough to be a slip of the pen; `nil` else.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        guard !typed.isEmpty, typed.count <= 64 else { return nil }
        let limit = max(1, typed.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let known = Array(candidate.lowercased().unicodeScalars)
            guard abs(known.count - typed.count) <= limit else { continue }
            let found = distance(typed, known)
            guard found <= limit else { continue }
            if let best, (best.distance, best.word) <= (found, candidate) { continue }
            best = (candidate, found)
        }
        return best?.word
    }

    /// The sentence for a hint, or `nil` when nothing is near.
    public static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates).map { "did you mean `\($0)`?" }
    }

    /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost 1.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

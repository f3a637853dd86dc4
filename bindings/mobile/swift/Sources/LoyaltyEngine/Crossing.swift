import Foundation
import LoyaltyBorder

/// Everything that crosses the border: what is asked, and what is answered.
public protocol Crossing {
    func encode() -> Value
    static func decode(_ value: Value) throws -> Self
}

/// What can be done: for batches, and for queues.
public protocol Command: Crossing, Sendable {
    /// The operation's name.
    var operation: String { get }
}

/// A day of the calendar, in no time zone.
public struct Day: Crossing, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    public static func < (one: Day, other: Day) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    public func encode() -> Value { .date(description) }

    public static func decode(_ value: Value) throws -> Day { try parse(text(value)) }

    static func parse(_ text: String) throws -> Day {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { throw Unknown(text) }
        return Day(year: parts[0], month: parts[1], day: parts[2])
    }

    /// The day that is so many days after the first of 1970.
    init(sinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let turned = (5 * ofYear + 2) / 153
        let month = turned < 10 ? turned + 3 : turned - 9
        self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: ofYear - (153 * turned + 2) / 5 + 1)
    }

    /// Days since the first of 1970.
    var sinceEpoch: Int {
        let turned = month <= 2 ? year - 1 : year
        let era = (turned >= 0 ? turned : turned - 399) / 400
        let yearOfEra = turned - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }
}

/// Another version's words: the library and this package are always of the same one.
struct Unknown: Error, CustomStringConvertible {
    let description: String

    init(_ what: String) { description = "this is of another version: \(what)" }
}

private func padded(_ number: Int, _ length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
}

private func text(_ value: Value) throws -> String {
    switch value {
    case .text(let text), .decimal(let text), .date(let text), .moment(let text): return text
    default: throw Unknown("no text")
    }
}

extension String: Crossing {
    public func encode() -> Value { .text(self) }
    public static func decode(_ value: Value) throws -> String { try text(value) }
}

extension Bool: Crossing {
    public func encode() -> Value { .flag(self) }
    public static func decode(_ value: Value) throws -> Bool {
        guard case .flag(let flag) = value else { throw Unknown("no flag") }
        return flag
    }
}

extension Int: Crossing {
    public func encode() -> Value { .whole(Int64(self)) }
    public static func decode(_ value: Value) throws -> Int {
        guard case .whole(let number) = value, let number = Int(exactly: number) else { throw Unknown("no whole number") }
        return number
    }
}

extension Decimal: Crossing {
    public func encode() -> Value { .decimal(NSDecimalNumber(decimal: self).stringValue) }
    public static func decode(_ value: Value) throws -> Decimal {
        let digits = try text(value)
        guard let decimal = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX")) else { throw Unknown(digits) }
        return decimal
    }
}

/// A moment, to the microsecond.
extension Date: Crossing {
    public func encode() -> Value {
        guard let micros = Int(exactly: (timeIntervalSince1970 * 1_000_000).rounded()) else { return .moment(String(describing: self)) }
        let day = 86_400_000_000
        let days = micros >= 0 ? micros / day : -((day - 1 - micros) / day)
        let rest = micros - days * day
        let seconds = rest / 1_000_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        return .moment("\(Day(sinceEpoch: days))T\(time).\(padded(rest % 1_000_000, 6))Z")
    }

    public static func decode(_ value: Value) throws -> Date {
        let written = try text(value)
        let halves = written.dropLast().split(separator: "T")
        guard written.hasSuffix("Z"), halves.count == 2 else { throw Unknown(written) }
        let time = halves[1].split(separator: ":").compactMap { Double($0) }
        guard time.count == 3 else { throw Unknown(written) }
        let seconds = Double(try Day.parse(String(halves[0])).sinceEpoch) * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
        return Date(timeIntervalSince1970: seconds)
    }
}

extension Array: Crossing where Element: Crossing {
    public func encode() -> Value { .many(map { $0.encode() }) }
    public static func decode(_ value: Value) throws -> [Element] {
        guard case .many(let items) = value else { throw Unknown("no list") }
        return try items.map(Element.decode)
    }
}

extension Dictionary: Crossing where Key == String, Value: Crossing {
    public func encode() -> LoyaltyBorder.Value {
        .object(sorted { $0.key < $1.key }.map { Field(name: $0.key, value: $0.value.encode()) })
    }
    public static func decode(_ value: LoyaltyBorder.Value) throws -> [String: Value] {
        guard case .object(let fields) = value else { throw Unknown("no object") }
        return try Dictionary(uniqueKeysWithValues: fields.map { ($0.name, try Value.decode($0.value)) })
    }
}

func crossing(_ value: (some Crossing)?) -> Value? { value?.encode() }

/// A list of nothing was not given.
func given(_ items: [some Crossing]) -> Value? { items.isEmpty ? nil : items.encode() }

/// What is not so was not said.
func given(_ flag: Bool) -> Value? { flag ? .flag(true) : nil }

/// An object; what was not said is left out.
func record(_ fields: [(String, Value?)]) -> Value {
    .object(fields.compactMap { name, value in value.map { Field(name: name, value: $0) } })
}

/// The one field of a choice.
func choice(_ value: Value) throws -> (String, Value) {
    guard case .object(let fields) = value, let only = fields.first, fields.count == 1 else { throw Unknown("no choice") }
    return (only.name, only.value)
}

/// The fields of an object that came.
struct Fields {
    private let fields: [String: Value]

    init(_ value: Value) throws {
        guard case .object(let fields) = value else { throw Unknown("no object") }
        self.fields = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func need<T: Crossing>(_ name: String) throws -> T {
        guard let value: T = try maybe(name) else { throw Unknown("no `\(name)`") }
        return value
    }

    func maybe<T: Crossing>(_ name: String) throws -> T? {
        guard let value = fields[name] else { return nil }
        if case .nothing = value { return nil }
        return try T.decode(value)
    }
}

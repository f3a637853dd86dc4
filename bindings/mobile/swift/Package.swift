// swift-tools-version: 5.9
import PackageDescription

let package = Package(
    name: "LoyaltyEngine",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "LoyaltyEngine", targets: ["LoyaltyEngine"])],
    targets: [
        // A release puts the library here, for each sort of machine, with the header and the module map of `target/border`.
        .binaryTarget(name: "LoyaltyBorderFFI", path: "LoyaltyBorderFFI.xcframework"),
        // Written by uniffi from the same build of the library.
        .target(name: "LoyaltyBorder", dependencies: ["LoyaltyBorderFFI"]),
        .target(name: "LoyaltyEngine", dependencies: ["LoyaltyBorder"]),
    ]
)

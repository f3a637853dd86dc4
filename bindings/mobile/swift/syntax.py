"""Parses every Swift source of this package: there is no compiler for it here."""

import pathlib
import sys

import tree_sitter
import tree_sitter_swift

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_swift.language()))
folder = pathlib.Path(__file__).parent
# What uniffi writes has an attribute that this grammar does not know.
sources = [folder / "Package.swift", *sorted((folder / "Sources" / "LoyaltyEngine").glob("*.swift"))]


def wrong(node: tree_sitter.Node) -> list[tree_sitter.Node]:
    if node.is_error or node.is_missing:
        return [node]
    return [found for child in node.children if child.has_error or child.is_missing for found in wrong(child)]


bad = 0
for source in sources:
    for node in wrong(parser.parse(source.read_bytes()).root_node):
        bad += 1
        print(f"{source.relative_to(folder)}:{node.start_point[0] + 1}: {node.text.decode()[:80]!r}")
print(f"{len(sources)} Swift sources parsed, {bad} not understood")
sys.exit(bad > 0 or len(sources) < 6)

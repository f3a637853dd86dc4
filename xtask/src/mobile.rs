//! Kotlin and Swift: the library, what uniffi writes between it and its packages, and their tests.

use std::fs;

use crate::files::{self, root};
use crate::run::{self, Variables, command, finish, text};
use crate::{cargo, codegen};

/// What uniffi writes, and the library, as the package's build takes them. They are made together, because each carries
/// the other's checksums.
const BORDER: &str = "bindings/mobile/kotlin/target/border";
const SWIFT: &str = "bindings/mobile/swift";
/// Maven's, so that nothing of these tests stays among what the user has installed.
const REPOSITORY: &str = "target/maven";
/// An empty project that uses the package as anybody would.
const PROJECT: &str = "target/mobile-quick-start";

/// Builds the library and tests its packages.
pub fn test(environment: &Variables) -> Result<(), String> {
    codegen::contract()?;
    build()?;
    maven(environment, "bindings/mobile/kotlin", &["install"])?;
    quick_start()?;
    wallet()?;
    swift()
}

/// The library, and the Kotlin and Swift that uniffi writes for it.
fn build() -> Result<(), String> {
    let library = cargo::library("dev", "loyalty_mobile")?;
    let bindgen = cargo::program("uniffi-bindgen")?;
    let (kotlin, swift) = (root().join(BORDER).join("kotlin"), root().join(SWIFT).join("target/border"));
    run::run(&[text(&bindgen)?, text(&library)?, text(&kotlin)?, text(&swift)?])?;
    let native = root().join(BORDER).join("native").join(platform());
    fs::create_dir_all(&native).map_err(|error| error.to_string())?;
    let name = library.file_name().ok_or("a library without a name")?;
    fs::copy(&library, native.join(name)).map(drop).map_err(|error| format!("{}: {error}", library.display()))
}

/// The folder in a jar in which JNA looks for a library of this machine's sort.
fn platform() -> String {
    let system = if std::env::consts::OS == "macos" { "darwin" } else { std::env::consts::OS };
    let processor = if std::env::consts::ARCH == "x86_64" { "x86-64" } else { std::env::consts::ARCH };
    format!("{system}-{processor}")
}

fn maven(environment: &Variables, folder: &str, goals: &[&str]) -> Result<(), String> {
    let repository = format!("-Dmaven.repo.local={}", root().join(REPOSITORY).display());
    let words = [&["mvn", "--quiet", "--batch-mode", &repository], goals].concat();
    finish(command(&words)?.current_dir(root().join(folder)).envs(environment.iter().cloned()), &words)
}

/// The README's quick start, as it stands, in a project of its own.
fn quick_start() -> Result<(), String> {
    let readme = files::read("bindings/mobile/README.md")?;
    let program = block(&readme, "kotlin")?;
    let expected = block(&readme, "text")?;
    // An older one's files would be found again.
    let _ = fs::remove_dir_all(root().join(PROJECT));
    let pom = files::read("examples/kotlin-wallet/pom.xml")?.replace("kotlin-wallet", "quick-start");
    files::write(&format!("{PROJECT}/pom.xml"), &pom.replace("WalletKt", "MainKt"))?;
    files::write(&format!("{PROJECT}/src/main/kotlin/Main.kt"), program)?;
    maven(&Vec::new(), PROJECT, &["package"])?;
    let said = java(PROJECT, "MainKt", &[], "")?;
    same("the README's quick start", &said, expected)
}

/// The example's session, in both of its languages.
fn wallet() -> Result<(), String> {
    const FOLDER: &str = "examples/kotlin-wallet";
    maven(&Vec::new(), FOLDER, &["package"])?;
    for language in ["id", "en"] {
        let stores = root().join(FOLDER).join("target").join(format!("stores-{language}"));
        let _ = fs::remove_dir_all(&stores);
        let session = files::read(&format!("{FOLDER}/sessions/{language}.txt"))?;
        let asked: String =
            session.lines().filter_map(|line| line.strip_prefix("> ")).map(|line| format!("{line}\n")).collect();
        let said = java(FOLDER, "WalletKt", &[language, text(&stores)?], &asked)?;
        same(&format!("the wallet's session in `{language}`"), &said, &session)?;
    }
    Ok(())
}

/// Runs a packaged program with what it depends on.
fn java(folder: &str, class: &str, arguments: &[&str], input: &str) -> Result<String, String> {
    use std::io::Write;
    use std::process::Stdio;
    let words = [&["java", "-cp", "target/classes:target/dependency/*", class], arguments].concat();
    let failed = |error: std::io::Error| format!("{class}: {error}");
    let mut child = command(&words)?
        .current_dir(root().join(folder))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(said) } else { Err(format!("{class} failed ({}):\n{said}", output.status)) }
}

fn same(what: &str, said: &str, expected: &str) -> Result<(), String> {
    if said.trim_end() == expected.trim_end() { Ok(()) } else { Err(format!("{what} says otherwise:\n{said}")) }
}

/// The first block of a language in a page.
fn block<'p>(page: &'p str, language: &str) -> Result<&'p str, String> {
    let from = format!("```{language}\n");
    let block = page.split_once(&from).and_then(|(_, rest)| rest.split_once("```"));
    block.map(|(block, _)| block).ok_or_else(|| format!("no `{language}` in the README"))
}

/// There is no Swift compiler here: the sources are parsed.
fn swift() -> Result<(), String> {
    let python = root().join("target/swift-syntax");
    if !python.join("ready").exists() {
        run::run(&["python3", "-m", "venv", text(&python)?])?;
        let pip = python.join("bin/pip");
        let packages = ["tree-sitter==0.25.2", "tree-sitter-swift==0.7.4"];
        run::run(&[&[text(&pip)?, "install", "--quiet"], &packages[..]].concat())?;
        fs::write(python.join("ready"), "").map_err(|error| error.to_string())?;
    }
    run::run(&[text(&python.join("bin/python"))?, &format!("{SWIFT}/syntax.py")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_what_stands_between_its_fences() {
        assert_eq!(block("a\n```kotlin\nval a = 1\n```\nb", "kotlin"), Ok("val a = 1\n"));
        assert!(block("a", "kotlin").is_err());
    }
}

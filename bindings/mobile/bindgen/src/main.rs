//! Writes the Kotlin and Swift between the library and its packages:
//! `uniffi-bindgen LIBRARY KOTLIN_FOLDER SWIFT_FOLDER`.

use std::process::ExitCode;

use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths};
use uniffi_bindgen::{BindgenPaths, BindgenPathsLayer};

/// Where `uniffi.toml` stands.
struct Beside;

impl BindgenPathsLayer for Beside {
    fn get_crate_root(&self, _: &str) -> Option<Utf8PathBuf> {
        Some(concat!(env!("CARGO_MANIFEST_DIR"), "/..").into())
    }
}

fn main() -> ExitCode {
    let arguments: Vec<Utf8PathBuf> = std::env::args().skip(1).map(Utf8PathBuf::from).collect();
    let [library, kotlin, swift] = &arguments[..] else {
        eprintln!("uniffi-bindgen LIBRARY KOTLIN_FOLDER SWIFT_FOLDER");
        return ExitCode::FAILURE;
    };
    for (language, out_dir) in [(TargetLanguage::Kotlin, kotlin), (TargetLanguage::Swift, swift)] {
        let mut paths = BindgenPaths::default();
        paths.add_layer(Beside);
        let (source, out_dir) = (library.clone(), out_dir.clone());
        let options = GenerateOptions { languages: vec![language], source, out_dir, ..GenerateOptions::default() };
        if let Err(error) = generate_with_bindgen_paths(options, paths) {
            eprintln!("{error:#}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

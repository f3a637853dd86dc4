//! Writes the Kotlin and Swift between the library and its packages, of the same uniffi as the library.

fn main() {
    uniffi::uniffi_bindgen_main();
}

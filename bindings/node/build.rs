//! What each platform's linker wants of an addon.

fn main() {
    napi_build::setup();
}

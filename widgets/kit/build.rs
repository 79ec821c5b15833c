//! Compiles the kit's own texts.

fn main() {
    greffon_texts::build();
}

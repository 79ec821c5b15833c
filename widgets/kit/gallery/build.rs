//! Compiles the gallery's texts.

fn main() {
    greffon_texts::build();
}

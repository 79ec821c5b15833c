//! Compiles the part's texts.

fn main() {
    greffon_texts::build();
}

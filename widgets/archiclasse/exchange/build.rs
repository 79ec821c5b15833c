//! Compiles the words of exported files.

fn main() {
    greffon_texts::build();
}

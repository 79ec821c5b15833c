//! What a module is made of: the bytes of its functions, by the crate that they come from.
//!
//! Read from the module as wasm-pack leaves it, which still has its names; what ships has none. Code that one crate
//! makes another generate (a `Vec` of its items, a derived reader) counts for the crate whose name it carries, so `core`
//! and `alloc` hold much that is not theirs.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

/// The parts of one module.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Anatomy {
    /// Bytes of the data section: texts and tables.
    pub(crate) data: u64,
    /// Crate and bytes of code, the heaviest first.
    pub(crate) crates: Vec<(String, u64)>,
    /// Function and bytes, the heaviest first.
    pub(crate) functions: Vec<(String, u64)>,
}

/// Reads a module in the binary format of WebAssembly.
pub(crate) fn read(module: &[u8]) -> Result<Anatomy> {
    ensure!(module.starts_with(b"\0asm"), "this is not a WebAssembly module");
    let mut at = Cursor { bytes: module, position: 8 };
    let (mut imported, mut bodies, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), 0);
    while at.position < module.len() {
        let section = at.byte()?;
        let length = at.number()?;
        let mut inside = at.part(length)?;
        match section {
            0 if inside.text()? == "name" => names = function_names(inside)?,
            2 => imported = imported_functions(inside)?,
            10 => {
                for _ in 0..inside.number()? {
                    let length = inside.number()?;
                    bodies.push(length as u64);
                    inside.part(length)?;
                }
            }
            11 => data = length as u64,
            _ => {}
        }
    }
    let mut functions = Vec::new();
    let mut crates: BTreeMap<String, u64> = BTreeMap::new();
    for (number, bytes) in bodies.into_iter().enumerate() {
        let name = names.remove(&(number + imported)).unwrap_or_else(|| "unnamed".to_owned());
        *crates.entry(crate_of(&name).to_owned()).or_default() += bytes;
        functions.push((name, bytes));
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    functions.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(Anatomy { data, crates, functions })
}

/// `yew` of `<yew::html::Scope<T> as core::clone::Clone>::clone`.
fn crate_of(function: &str) -> &str {
    let path = function.trim_start_matches(|sign: char| !sign.is_ascii_alphabetic() && sign != '_');
    let path =
        ["dyn ", "mut ", "impl "].iter().fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let end = path.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(path.len());
    if end == 0 { function } else { &path[..end] }
}

fn function_names(mut section: Cursor<'_>) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while section.position < section.bytes.len() {
        let kind = section.byte()?;
        let length = section.number()?;
        let mut inside = section.part(length)?;
        // 1: the names of functions; the others are of locals, types and so on.
        if kind == 1 {
            for _ in 0..inside.number()? {
                let number = inside.number()?;
                names.insert(number, inside.text()?.to_owned());
            }
        }
    }
    Ok(names)
}

fn imported_functions(mut section: Cursor<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            kind @ (1 | 2) => {
                if kind == 1 {
                    section.byte()?;
                }
                let has_maximum = section.byte()? & 1 == 1;
                section.number()?;
                if has_maximum {
                    section.number()?;
                }
            }
            // A global is a type and whether it changes; a tag is an attribute and a type.
            _ => {
                section.byte()?;
                section.byte()?;
            }
        }
    }
    Ok(functions)
}

/// A place in the bytes of a module.
#[derive(Debug)]
struct Cursor<'module> {
    bytes: &'module [u8],
    position: usize,
}

impl<'module> Cursor<'module> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.position).context("the module ends too early")?;
        self.position += 1;
        Ok(*byte)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number in the module is too long")
    }

    /// The next bytes as a place of their own.
    fn part(&mut self, length: usize) -> Result<Self> {
        let bytes =
            self.bytes.get(self.position..self.position + length).context("the module ends too early")?;
        self.position += length;
        Ok(Self { bytes, position: 0 })
    }

    fn text(&mut self) -> Result<&'module str> {
        let length = self.number()?;
        std::str::from_utf8(self.part(length)?.bytes).context("a name in the module is not UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(kind: u8, content: &[u8]) -> Vec<u8> {
        let mut section = vec![kind, u8::try_from(content.len()).expect("short")];
        section.extend(content);
        section
    }

    fn named(number: u8, name: &str) -> Vec<u8> {
        let mut entry = vec![number, u8::try_from(name.len()).expect("short")];
        entry.extend(name.bytes());
        entry
    }

    /// One imported function, one imported memory, two functions of 4 and 2 bytes.
    fn module() -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(section(2, &[2, 1, b'm', 1, b'f', 0, 0, 1, b'm', 1, b'g', 2, 1, 1, 9]));
        module.extend(section(10, &[2, 4, 0, 1, 1, 0x0b, 2, 0, 0x0b]));
        module.extend(section(11, &[0, 0, 0]));
        let mut names = vec![2];
        names.extend(named(1, "<yew::html::Scope as core::clone::Clone>::clone"));
        names.extend(named(2, "serde_json::read::h12"));
        let mut content = vec![4];
        content.extend(b"name");
        content.extend(section(1, &names));
        module.extend(section(0, &content));
        module
    }

    #[test]
    fn functions_count_for_the_crate_they_are_named_after() {
        let anatomy = read(&module()).expect("a right module");
        assert_eq!(anatomy.crates, [("yew".to_owned(), 4), ("serde_json".to_owned(), 2)]);
        assert_eq!(anatomy.data, 3);
        assert_eq!(anatomy.functions[1], ("serde_json::read::h12".to_owned(), 2));
    }

    #[test]
    fn a_cut_or_foreign_file_is_refused() {
        let module = module();
        assert!(read(b"<!doctype html>").is_err());
        assert!(read(&module[..module.len() - 3]).is_err());
    }

    #[test]
    fn names_of_all_forms_have_a_crate() {
        for (function, name) in [
            ("greffon_kit::ui::button", "greffon_kit"),
            ("<&mut alloc::vec::Vec<T> as core::fmt::Debug>::fmt", "alloc"),
            ("<dyn core::any::Any>::is", "core"),
            ("mount", "mount"),
            ("__wbindgen_malloc", "__wbindgen_malloc"),
            ("[]", "[]"),
        ] {
            assert_eq!(crate_of(function), name, "{function}");
        }
    }
}

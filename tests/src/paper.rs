//! What a printed page measures: the straight lines of a PDF, in millimetres of paper.
//!
//! It reads what the browser printed, not what the widget meant to print.

use anyhow::{Context, Result, anyhow};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// A PDF's unit is 1/72 of an inch.
const MM_OF_UNIT: f64 = 25.4 / 72.0;

/// The lengths of all straight lines of all pages, mm.
pub fn lines(pdf: &[u8]) -> Result<Vec<f64>> {
    let document = Document::load_mem(pdf).context("reading what was printed")?;
    let mut reader = Reader { document: &document, lengths: Vec::new() };
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let resources = document.get_dictionary(page)?.get(b"Resources")?;
        let resources = reader.dictionary(resources)?;
        reader.read(&content, resources, Turn::NONE)?;
    }
    Ok(reader.lengths)
}

/// How a place is turned, scaled and moved: where the unit of x, the unit of y and the origin come to lie. A PDF writes
/// the six numbers in this order.
#[derive(Debug, Clone, Copy)]
struct Turn([(f64, f64); 3]);

impl Turn {
    const NONE: Self = Self([(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);

    fn read(numbers: &[f64]) -> Result<Self> {
        let pairs: Vec<_> = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        Ok(Self(pairs.try_into().map_err(|_| anyhow!("a matrix of {} numbers", numbers.len()))?))
    }

    /// First `inner`, then this one.
    fn of(self, inner: Self) -> Self {
        let [across, up, origin] = inner.0;
        Self([self.direction(across), self.direction(up), self.place(origin)])
    }

    fn direction(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [across, up, _] = self.0;
        (across.0 * x + up.0 * y, across.1 * x + up.1 * y)
    }

    fn place(self, at: (f64, f64)) -> (f64, f64) {
        let (turned, origin) = (self.direction(at), self.0[2]);
        (turned.0 + origin.0, turned.1 + origin.1)
    }
}

struct Reader<'pdf> {
    document: &'pdf Document,
    lengths: Vec<f64>,
}

impl<'pdf> Reader<'pdf> {
    fn dictionary(&self, object: &'pdf Object) -> Result<&'pdf Dictionary> {
        Ok(self.document.dereference(object)?.1.as_dict()?)
    }

    /// Follows the operators that draw lines, and the drawings within the drawing.
    fn read(&mut self, content: &[u8], resources: &'pdf Dictionary, turn: Turn) -> Result<()> {
        let (mut turn, mut kept) = (turn, Vec::new());
        let (mut at, mut first) = ((0.0, 0.0), (0.0, 0.0));
        for operation in Content::decode(content)?.operations {
            let numbers: Vec<f64> =
                operation.operands.iter().filter_map(|one| one.as_float().ok()).map(f64::from).collect();
            match (operation.operator.as_str(), numbers.as_slice()) {
                ("q", _) => kept.push(turn),
                ("Q", _) => turn = kept.pop().context("a Q without its q")?,
                ("cm", matrix) => turn = turn.of(Turn::read(matrix)?),
                ("m", &[x, y]) => {
                    at = turn.place((x, y));
                    first = at;
                }
                ("l", &[x, y]) => at = self.line(at, turn.place((x, y))),
                ("c", &[.., x, y]) | ("v" | "y", &[_, _, x, y]) => at = turn.place((x, y)),
                ("h", _) => at = self.line(at, first),
                ("re", &[x, y, width, height]) => {
                    let corner = turn.place((x, y));
                    self.line(corner, turn.place((x + width, y)));
                    self.line(corner, turn.place((x, y + height)));
                }
                ("Do", _) => self.drawing(&operation.operands, resources, turn)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn drawing(&mut self, operands: &[Object], resources: &'pdf Dictionary, turn: Turn) -> Result<()> {
        let name = operands.first().context("a drawing without a name")?.as_name()?;
        let drawings = self.dictionary(resources.get(b"XObject")?)?;
        let stream = self.document.dereference(drawings.get(name)?)?.1.as_stream()?;
        if stream.dict.get(b"Subtype")?.as_name()? != b"Form" {
            return Ok(());
        }
        let inner = match stream.dict.get(b"Matrix").and_then(Object::as_array) {
            Ok(matrix) => {
                let numbers: Vec<f64> =
                    matrix.iter().filter_map(|one| one.as_float().ok()).map(f64::from).collect();
                Turn::read(&numbers)?
            }
            Err(_) => Turn::NONE,
        };
        let own = match stream.dict.get(b"Resources") {
            Ok(own) => self.dictionary(own)?,
            Err(_) => resources,
        };
        self.read(&stream.decompressed_content()?, own, turn.of(inner))
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
        self.lengths.push((to.0 - from.0).hypot(to.1 - from.1) * MM_OF_UNIT);
        to
    }
}

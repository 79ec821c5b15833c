//! The picture of a badge, drawn by the browser: its SVG would be another document, which not every browser lets a
//! canvas take in.

use greffon_crcn_model::badge::picture::{Mark, SIDE};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// Points for one unit of the drawing.
const FINENESS: u32 = 2;

/// The PNG; `None` where the browser draws none.
pub(crate) fn draw(marks: &[Mark]) -> Option<Vec<u8>> {
    paint(marks).ok().flatten()
}

fn paint(marks: &[Mark]) -> Result<Option<Vec<u8>>, JsValue> {
    let Some(window) = web_sys::window() else { return Ok(None) };
    let Some(document) = window.document() else { return Ok(None) };
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(SIDE * FINENESS);
    canvas.set_height(SIDE * FINENESS);
    let Some(context) = canvas.get_context("2d")? else { return Ok(None) };
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.set_line_cap("round");
    context.set_line_join("round");
    for mark in marks {
        let path = Path2d::new_with_path_string(&mark.path)?;
        let fineness = f64::from(FINENESS);
        let moved = f64::from(SIDE) / 2.0 * (1.0 - mark.scale) * fineness;
        let scale = mark.scale * fineness;
        context.set_transform(scale, 0.0, 0.0, scale, moved, moved)?;
        if let Some(colour) = mark.fill {
            context.set_fill_style_str(colour);
            context.fill_with_path_2d(&path);
        }
        if let Some((colour, width)) = mark.stroke {
            context.set_stroke_style_str(colour);
            context.set_line_width(width);
            context.stroke_with_path(&path);
        }
    }
    let address = canvas.to_data_url_with_type("image/png")?;
    let Some(coded) = address.strip_prefix("data:image/png;base64,") else { return Ok(None) };
    // Each sign of the text is one byte.
    Ok(window.atob(coded)?.chars().map(|sign| u8::try_from(u32::from(sign)).ok()).collect())
}

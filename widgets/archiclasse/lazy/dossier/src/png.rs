//! The plan as a PNG, painted by the browser from the same shapes as the SVG.

use greffon_archiclasse_exchange::export::figure::{
    DASHES, Figure, Layer, Shape, THIN, TILE, TILE_COLOUR, TILE_WIDTH, bounds, paint, strokes,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement, Path2d};

/// White around the plan, mm of the floor.
const MARGIN: i32 = 500;

/// The picture, its longer side of so many points; `None` for an empty plan, or where the browser paints none.
pub(crate) fn draw(figures: &[Figure], longest: u32) -> Option<Vec<u8>> {
    let document = web_sys::window()?.document()?;
    let address = picture(&document, figures, longest).ok()??;
    let coded = address.strip_prefix("data:image/png;base64,")?;
    // Each sign of the text is one byte.
    web_sys::window()?.atob(coded).ok()?.chars().map(|sign| u8::try_from(u32::from(sign)).ok()).collect()
}

fn picture(document: &Document, figures: &[Figure], longest: u32) -> Result<Option<String>, JsValue> {
    let Some(around) = bounds(figures).map(|bounds| bounds.grown(MARGIN)) else { return Ok(None) };
    let (width, height) = (f64::from(around.width()), f64::from(around.height()));
    let scale = f64::from(longest) / width.max(height);
    let (canvas, brush) = canvas(document, points(width * scale), points(height * scale))?;
    brush.set_fill_style_str("#ffffff");
    brush.fill_rect(0.0, 0.0, width * scale, height * scale);
    brush.set_transform(
        scale,
        0.0,
        0.0,
        scale,
        -f64::from(around.min.x) * scale,
        -f64::from(around.min.y) * scale,
    )?;
    brush.set_text_align("center");
    brush.set_line_join("round");
    for figure in figures {
        one(document, &brush, figure)?;
    }
    canvas.to_data_url_with_type("image/png").map(Some)
}

fn one(document: &Document, brush: &CanvasRenderingContext2d, figure: &Figure) -> Result<(), JsValue> {
    let paint = paint(figure.layer);
    brush.set_stroke_style_str(paint.stroke);
    brush.set_line_width(f64::from(if figure.thin { THIN } else { paint.width }));
    let dashes = if figure.dashed { DASHES } else { paint.dashes };
    brush.set_line_dash(&dashes.iter().map(|length| JsValue::from(*length)).collect::<js_sys::Array>())?;
    if let Shape::Words(at, height, words) = &figure.shape {
        brush.set_fill_style_str(paint.fill);
        brush.set_font(&[&(height * 14 / 10).to_string(), "px sans-serif"].concat());
        let (x, y) = (f64::from(at.x), f64::from(at.y + height / 2));
        brush.stroke_text(words, x, y)?;
        return brush.fill_text(words, x, y);
    }
    let path = Path2d::new_with_path_string(&figure.shape.path().unwrap_or_default())?;
    match figure.layer {
        Layer::Zone(space) => {
            let (tile, small) = canvas(document, points(f64::from(TILE)), points(f64::from(TILE)))?;
            small.set_stroke_style_str(TILE_COLOUR);
            small.set_line_width(f64::from(TILE_WIDTH));
            small.stroke_with_path(&Path2d::new_with_path_string(strokes(space))?);
            if let Some(pattern) = brush.create_pattern_with_html_canvas_element(&tile, "repeat")? {
                brush.set_fill_style_canvas_pattern(&pattern);
                brush.fill_with_path_2d(&path);
            }
        }
        _ if !figure.thin && !matches!(figure.shape, Shape::Line(_)) => {
            brush.set_fill_style_str(paint.fill);
            brush.fill_with_path_2d(&path);
        }
        _ => {}
    }
    brush.stroke_with_path(&path);
    Ok(())
}

fn canvas(
    document: &Document,
    width: u32,
    height: u32,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let brush = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    Ok((canvas, brush))
}

/// A length in points: at least one.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a side of at most some thousand points"
)]
fn points(length: f64) -> u32 {
    length.round().max(1.0) as u32
}

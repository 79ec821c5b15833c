//! A picked photo is looked at and made small by the browser before anything of it is kept: what a camera wrote into it
//! (the place, the day, the device) goes away with that.

use std::rc::Rc;

use greffon_archiclasse_plan::photo::{HEAVIEST, Kind, NoPhoto, Part, Parts, look, reduced};
use greffon_archiclasse_plan::plan::Background;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use js_sys::{Array, Reflect, Uint8Array};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};
use yew::prelude::*;

use crate::draw::degrees;
use crate::text::L;

/// The parts to store with the width and the height in px, or why there are none.
pub(crate) type Developed = Result<(Vec<Value>, (u32, u32)), NoPhoto>;

/// How good a JPEG is tried to be, from the best.
const QUALITIES: [f64; 4] = [0.85, 0.7, 0.55, 0.4];
/// How often the picture is halved where even the worst is too heavy.
const HALVES: u32 = 3;

/// Properties of [`Develop`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The file, its bytes in the lowest eight bits of each sign.
    pub(crate) file: Rc<str>,
    pub(crate) lang: Lang,
    pub(crate) done: Callback<Developed>,
}

/// Makes a photo small, and says so meanwhile.
#[component]
pub(crate) fn Develop(props: &Props) -> Html {
    let done = props.done.clone();
    use_effect_with(Rc::clone(&props.file), move |file| {
        let file = Rc::clone(file);
        spawn_local(async move { done.emit(develop(&file).await) });
    });
    html! { <p class="gf-loading" role="status">{ L::PhotoDeveloping.get(props.lang) }</p> }
}

/// Properties of [`Photo`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct PhotoProps {
    pub(crate) parts: Rc<Parts>,
    pub(crate) own: Background,
}

/// The photo below the plan, in the plan's millimetres.
#[component]
pub(crate) fn Photo(props: &PhotoProps) -> Html {
    let own = &props.own;
    let address = use_memo(Rc::clone(&props.parts), |parts| parts.address().map(AttrValue::from));
    let Some(address) = address.as_ref() else { return Html::default() };
    let turn = format!("rotate({} {} {})", degrees(own.turn.as_tenths()), own.at.x, own.at.y);
    html! {
        <image
            class="arc-photo" href={address.clone()} x={own.at.x.to_string()} y={own.at.y.to_string()}
            width={own.width.to_string()} height={own.height.to_string()} preserveAspectRatio="none"
            opacity={format!("0.{:02}", own.strength.min(99))} transform={turn}
        />
    }
}

async fn develop(file: &str) -> Developed {
    let bytes: Vec<u8> = file.chars().map(|sign| u32::from(sign).to_le_bytes()[0]).collect();
    let kind = look(&bytes)?.kind;
    let (jpeg, size) = paint(&bytes, kind).await.ok().flatten().ok_or(NoPhoto::Damaged)?;
    let parts = Part::cut(&jpeg).ok_or(NoPhoto::Damaged)?;
    Ok((parts.iter().map(Part::write).collect(), size))
}

/// Decodes, turns as the camera was held, and paints it smaller. `None` where it cannot be made small enough.
async fn paint(bytes: &[u8], kind: Kind) -> Result<Option<(String, (u32, u32))>, JsValue> {
    let Some(window) = web_sys::window() else { return Ok(None) };
    let Some(document) = window.document() else { return Ok(None) };
    let options = BlobPropertyBag::new();
    options.set_type(kind.mime());
    let blob =
        Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes).into()), &options)?;
    let bitmap: ImageBitmap =
        JsFuture::from(window.create_image_bitmap_with_blob(&blob)?).await?.unchecked_into();
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let (width, height) = reduced(bitmap.width(), bitmap.height());
    let mut found = None;
    for half in 0..=HALVES {
        let size = ((width >> half).max(1), (height >> half).max(1));
        canvas.set_width(size.0);
        canvas.set_height(size.1);
        let brush: CanvasRenderingContext2d =
            canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        // Not in `web-sys`; a browser that does not know it paints all the same.
        let _ = Reflect::set(&brush, &"imageSmoothingQuality".into(), &"high".into());
        let (wide, high) = (f64::from(size.0), f64::from(size.1));
        // A JPEG has no transparency: what shines through is paper.
        brush.set_fill_style_str("#ffffff");
        brush.fill_rect(0.0, 0.0, wide, high);
        brush.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, wide, high)?;
        found = light(&canvas)?.map(|jpeg| (jpeg, size));
        if found.is_some() {
            break;
        }
    }
    bitmap.close();
    Ok(found)
}

/// The best JPEG of a canvas that is light enough, in Base64.
fn light(canvas: &HtmlCanvasElement) -> Result<Option<String>, JsValue> {
    for quality in QUALITIES {
        let address = canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into())?;
        // A canvas that is too large gives an empty picture of another type.
        let Some(jpeg) = address.strip_prefix("data:image/jpeg;base64,") else { return Ok(None) };
        if jpeg.len() <= HEAVIEST / 3 * 4 {
            return Ok(Some(jpeg.to_owned()));
        }
    }
    Ok(None)
}

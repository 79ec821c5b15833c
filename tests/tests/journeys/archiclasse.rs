//! The space editor as a team uses it: a room drawn by typed lengths, furniture, a colleague who looks on, and all of it
//! without a pointer.

use std::sync::Arc;

use anyhow::{Result, ensure};
use greffon_tests::engine::Engine;
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button, field, heading};
use greffon_tests::paper;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage, Visitor};
use greffon_tests::wait::{PATIENCE, until, until_some};
use greffon_tests::widget::Widget;
use greffon_tests::words::Words;
use thirtyfour::Key;
use thirtyfour::common::print::{PrintPage, PrintParameters};

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_room_is_drawn_by_typed_lengths_and_a_colleague_sees_it,
            undo_takes_back_only_ones_own,
            a_furnished_zone_is_questioned_answered_and_priced;
        &[Mode::Frame] =>
            furniture_is_put_in_and_repeated_with_the_keyboard_alone,
            a_table_is_dragged_and_catches_on_the_wall,
            what_is_typed_wrongly_stays_and_says_why,
            what_does_not_fit_is_said,
            the_photo_of_a_plan_is_scaled_by_two_points_and_a_colleague_sees_it,
            what_is_no_photo_is_refused_and_says_why,
            a_wheelchairs_floor_is_drawn_and_what_it_does_not_reach_is_told,
            a_plan_leaves_as_files_that_other_programs_read,
            a_wall_of_ten_metres_measures_a_hundred_millimetres_on_paper,
            every_screen_of_the_editor_passes_axe,
            a_pupil_looks_and_changes_nothing,
    ]
    .to_vec()
}

/// The editor, open in somebody's browser.
struct Editor {
    visitor: Arc<Visitor>,
    widget: Widget,
    words: Words,
}

impl Editor {
    async fn open(stage: &Stage, login: &str) -> Result<Self> {
        let visitor = stage.visitor().await?;
        let widget = visitor.open(login, "archiclasse", stage.mode()).await?;
        let editor = Self { visitor, widget, words: Words::of_widget("archiclasse", "fr")? };
        editor.widget.find(&heading(&editor.words.get("app.name")?)).await?;
        Ok(editor)
    }

    /// Begins from a template.
    async fn begin(&self, template: &str) -> Result<()> {
        let name = self.words.get(template)?;
        self.widget.click(&Query::role("button").containing(&name).within(".arc-templates")).await?;
        self.widget.find(&Query::css(".arc-canvas")).await.map(drop)
    }

    /// Opens a plan of the list.
    async fn open_plan(&self, name: &str) -> Result<()> {
        self.widget.click(&Query::role("button").containing(name).within(".arc-plans")).await?;
        self.widget.find(&Query::css(".arc-canvas")).await.map(drop)
    }

    /// Puts the focus into the drawing and presses keys there: arrows as → ← ↑ ↓, Enter as ⏎, Escape as ⎋.
    async fn keys(&self, text: &str) -> Result<()> {
        let _: serde_json::Value =
            self.widget.run("root.querySelector('.arc-canvas').focus(); return null", vec![]).await?;
        let typed: String = text
            .chars()
            .map(|sign| match sign {
                '→' => Key::Right.value(),
                '←' => Key::Left.value(),
                '↑' => Key::Up.value(),
                '↓' => Key::Down.value(),
                '⏎' => Key::Enter.value(),
                '⎋' => Key::Escape.value(),
                other => other,
            })
            .collect();
        self.visitor.browser.press(typed).await
    }

    async fn count(&self, selector: &str) -> Result<usize> {
        self.widget.run("return root.querySelectorAll(arguments[0]).length", vec![selector.into()]).await
    }

    /// Waits until so many elements are drawn.
    async fn has(&self, count: usize, selector: &str) -> Result<()> {
        until(&format!("{count} of {selector}"), async || Ok(self.count(selector).await? == count)).await
    }

    /// Waits until the rooms have this area.
    async fn has_area(&self, area: &str) -> Result<()> {
        until(&format!("a room of {area}"), async || {
            let text: String = self
                .widget
                .run(
                    "return [...root.querySelectorAll('.arc-room')].map((t) => t.textContent).join(' | ')",
                    vec![],
                )
                .await?;
            Ok(text.contains(area))
        })
        .await
    }

    /// Takes the first piece of the catalogue that is shown.
    async fn take_piece(&self) -> Result<()> {
        self.widget.click(&Query::css(".arc-entries li:first-child button")).await
    }
}

/// Pieces that rest or are lifted on the drawing.
const PIECES: &str = ".arc-canvas .arc-piece";

async fn draw_classroom(editor: &Editor) -> Result<()> {
    editor.begin("template.empty").await?;
    editor
        .widget
        .click(&Query::role("button").containing(&editor.words.get("cmd.walls")?).within(".arc-tools"))
        .await?;
    editor.keys("⏎9,00→6,80↓9,00←6,80↑").await?;
    editor.has_area("61,2").await
}

async fn a_room_is_drawn_by_typed_lengths_and_a_colleague_sees_it(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    let colleague = Editor::open(stage, "yann.legall").await?;
    draw_classroom(&editor).await?;
    colleague.open_plan(&editor.words.get("template.empty")?).await?;
    colleague.has_area("61,2").await?;
    // A door 0.90 m from a corner, and two windows, each on a wall of its own.
    editor.keys("⎋d↓0,90⏎").await?;
    editor.has(1, ".arc-canvas .arc-gap").await?;
    editor.keys("⎋f↓↓1,20⏎").await?;
    editor.has(2, ".arc-canvas .arc-gap").await?;
    editor.keys("↓↓↓1,20⏎").await?;
    editor.has(3, ".arc-canvas .arc-gap").await?;
    colleague.has(3, ".arc-canvas .arc-gap").await?;
    editor.visitor.browser.reload().await?;
    editor.widget.until_ready().await?;
    editor.open_plan(&editor.words.get("template.empty")?).await?;
    editor.has_area("61,2").await?;
    editor.has(3, ".arc-canvas .arc-gap").await
}

async fn undo_takes_back_only_ones_own(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    let colleague = Editor::open(stage, "yann.legall").await?;
    colleague.open_plan(&editor.words.get("template.classroom")?).await?;
    editor.take_piece().await?;
    editor.keys("⏎").await?;
    colleague.has(1, PIECES).await?;
    colleague.take_piece().await?;
    colleague.keys("→→→→→→→→→→→→→→→→→→→→⏎").await?;
    editor.has(2, PIECES).await?;
    let undo = editor.words.get("cmd.undo")?;
    editor.widget.click(&Query::role("button").containing(&undo).within(".arc-tools")).await?;
    editor.has(1, PIECES).await?;
    colleague.has(1, PIECES).await?;
    let redo = editor.words.get("cmd.redo")?;
    editor.widget.click(&Query::role("button").containing(&redo).within(".arc-tools")).await?;
    colleague.has(2, PIECES).await
}

async fn furniture_is_put_in_and_repeated_with_the_keyboard_alone(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    editor.take_piece().await?;
    editor.keys("→→↓⏎⎋").await?;
    editor.has(1, PIECES).await?;
    // An island of four, by the form of the selection.
    editor.widget.click(&Query::text(&editor.words.get("repeat.title")?)).await?;
    editor.widget.click(&button(&editor.words.get("repeat.do")?)).await?;
    editor.has(4, PIECES).await?;
    let place = "return root.querySelector('.arc-canvas .arc-piece').getAttribute('transform')";
    let before: String = editor.widget.run(place, vec![]).await?;
    // A typed length moves exactly so far.
    editor.keys("1,25→").await?;
    until("the island to be moved", async || Ok(editor.widget.run::<String>(place, vec![]).await? != before))
        .await?;
    editor.keys("r").await?;
    until("the island to be turned", async || {
        Ok(editor.widget.run::<String>(place, vec![]).await?.contains("rotate"))
    })
    .await
}

async fn a_table_is_dragged_and_catches_on_the_wall(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    editor.take_piece().await?;
    editor.keys("⏎⎋").await?;
    editor.has(1, PIECES).await?;
    // The pointer takes it in its middle and brings it near the left wall, which is seen by the browser's own geometry.
    let script = "const canvas = root.querySelector('.arc-canvas');
        const box = (e) => e.getBoundingClientRect();
        const piece = box(root.querySelector('.arc-canvas .arc-piece'));
        const floor = box(root.querySelector('.arc-canvas .arc-floor'));
        const from = [piece.left + piece.width / 2, piece.top + piece.height / 2];
        const to = [floor.left + piece.height / 2 + 4, floor.top + floor.height * 0.4];
        const send = (type, [x, y]) => canvas.dispatchEvent(new PointerEvent(type, {
          bubbles: true, composed: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, clientX: x, clientY: y,
        }));
        send('pointerdown', from);
        for (let step = 1; step <= 10; step += 1) {
          await new Promise(requestAnimationFrame);
          send('pointermove', [from[0] + (to[0] - from[0]) * step / 10, from[1] + (to[1] - from[1]) * step / 10]);
        }
        await new Promise(requestAnimationFrame);
        const chip = root.querySelector('.arc-chip').textContent;
        send('pointerup', to);
        return chip;";
    let chip: String = editor.widget.run(&format!("return (async () => {{ {script} }})()"), vec![]).await?;
    ensure!(chip == editor.words.get("catch.wall_face")?, "caught: {chip:?}");
    until("the piece to have turned its back to the wall", async || {
        let place = "return root.querySelector('.arc-canvas .arc-piece').getAttribute('transform')";
        Ok(editor.widget.run::<String>(place, vec![]).await?.contains("rotate(270"))
    })
    .await
}

async fn what_is_typed_wrongly_stays_and_says_why(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    editor.take_piece().await?;
    editor.keys("⏎⎋").await?;
    let width = Query::role("textbox").named(&editor.words.get("field.width")?);
    editor.widget.fill(&width, "1,3,0").await?;
    editor.visitor.browser.press(Key::Enter.value().to_string()).await?;
    editor.widget.find(&Query::text(&editor.words.get("wrong.length")?)).await?;
    let kept: String = editor.widget.run("return root.querySelector('[aria-invalid]').value", vec![]).await?;
    ensure!(kept == "1,3,0", "{kept}");
    editor.widget.fill(&width, "1.60").await?;
    editor.visitor.browser.press(Key::Enter.value().to_string()).await?;
    editor.widget.gone(&Query::text(&editor.words.get("wrong.length")?)).await
}

async fn every_screen_of_the_editor_passes_axe(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.visitor.browser.check_accessibility("the list of plans").await?;
    editor.begin("template.three_c").await?;
    editor.take_piece().await?;
    editor.keys("⏎⎋").await?;
    editor.has(1, PIECES).await?;
    editor.visitor.browser.check_accessibility("the editor").await?;
    for summary in ["add.zones", "objects.title", "plan.title"] {
        editor.widget.click(&Query::text(&editor.words.get(summary)?)).await?;
    }
    editor.visitor.browser.check_accessibility("the editor, all panels open").await?;
    editor.widget.click(&button(&editor.words.get("plan.sheet")?)).await?;
    editor.visitor.browser.check_accessibility("the sheet").await?;
    editor.widget.click(&button(&editor.words.get("sheet.back")?)).await?;
    editor.widget.click(&Query::text(&editor.words.get("plan.title")?)).await?;
    editor.widget.click(&button(&editor.words.get("plan.volume")?)).await?;
    editor.visitor.browser.check_accessibility("the plan in volume").await
}

async fn a_pupil_looks_and_changes_nothing(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    let pupil = Editor::open(stage, people::AMINA).await?;
    pupil.open_plan(&editor.words.get("template.classroom")?).await?;
    pupil.has_area("61,2").await?;
    ensure!(pupil.count(".arc-tools").await? == 0, "a pupil is offered tools");
    ensure!(pupil.count(".arc-entries").await? == 0, "a pupil is offered furniture");
    Ok(())
}

/// A zone of an oasis, 6 m by 5 m, drawn by two typed lengths and furnished.
async fn furnish_an_oasis(editor: &Editor) -> Result<()> {
    editor.begin("template.three_c").await?;
    let zones = editor.count(".arc-canvas .arc-zone").await?;
    editor.widget.click(&Query::text(&editor.words.get("add.zones")?)).await?;
    editor.widget.click(&Query::css(".arc-space[data-space='oasis']")).await?;
    editor.widget.click(&Query::css(".arc-variations li:first-child button")).await?;
    editor.keys("⏎6x5⏎").await?;
    editor.has(zones + 1, ".arc-canvas .arc-zone").await?;
    editor.widget.click(&button(&editor.words.get("zone.furnish")?)).await?;
    until("furniture", async || Ok(editor.count(PIECES).await? > 3)).await
}

async fn a_furnished_zone_is_questioned_answered_and_priced(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    let part = Words::of_part("archiclasse", "dossier", "fr")?;
    furnish_an_oasis(&editor).await?;
    let (zones, pieces) = (editor.count(".arc-canvas .arc-zone").await?, editor.count(PIECES).await?);
    editor.widget.click(&Query::css(".arc-dossier__open")).await?;
    editor.widget.find(&Query::css(".dos-question")).await?;
    // Where each is asked is drawn, and its source is told.
    ensure!(editor.count(".dos-picture__dot").await? > 0, "no question is drawn on the plan");
    editor.widget.click(&Query::css(".dos-question summary")).await?;
    editor.widget.find(&Query::text(&part.get("rule.figure")?)).await?;
    editor.visitor.browser.check_accessibility("the questions").await?;
    let open = editor.count(".dos-number").await?;
    editor
        .widget
        .click(&Query::role("button").containing(&part.get("answer.begin")?).within(".dos-question"))
        .await?;
    let said = "La commission a convenu d’une seconde porte.";
    editor.widget.fill(&field(&part.get("answer.label")?), said).await?;
    editor.widget.click(&button(&part.get("answer.keep")?)).await?;
    editor.has(open - 1, ".dos-number").await?;
    editor.has(1, ".dos-answer").await?;
    // A price is typed where the bill is read.
    editor.widget.click(&button(&part.get("page.bill")?)).await?;
    editor.widget.find(&Query::css(".dos-sum")).await?;
    let price = "const field = root.querySelector('.dos-cell[id^=\"dossier-price-\"]');
        field.value = '120,50'; field.dispatchEvent(new Event('change', { bubbles: true })); return true";
    editor.widget.run::<bool>(price, vec![]).await?;
    until("a total", async || {
        let sum: String =
            editor.widget.run("return root.querySelector('.dos-sum').textContent", vec![]).await?;
        Ok(sum.chars().any(|sign| ('1'..='9').contains(&sign)))
    })
    .await?;
    editor.visitor.browser.check_accessibility("the bill").await?;
    for page in ["page.dossier", "page.sheets", "page.files", "page.questions"] {
        editor.widget.click(&button(&part.get(page)?)).await?;
        editor.widget.find(&heading(&part.get(page)?)).await?;
    }
    // What is pressed in the part does nothing in the editor around it.
    editor.has(zones, ".arc-canvas .arc-zone").await?;
    editor.has(pieces, PIECES).await?;
    editor.widget.find(&Query::text(said)).await.map(drop)
}

async fn what_does_not_fit_is_said(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.empty").await?;
    // A door without a wall.
    editor.keys("d⏎").await?;
    editor.widget.find(&Query::text(&editor.words.get("say.no_room")?)).await?;
    editor.widget.click(&button(&editor.words.get("notice.close")?)).await?;
    editor.widget.gone(&Query::text(&editor.words.get("say.no_room")?)).await
}

/// Gives a file where the browser would show its own dialog, which no driver sees: a picture of so many points, or a text.
async fn give_file(editor: &Editor, name: &str, mime: &str, content: serde_json::Value) -> Result<()> {
    editor.visitor.browser.top().await?;
    let script = "const [name, type, content] = arguments;
        const made = typeof content === 'string' ? Promise.resolve(new Blob([content], { type })) : new Promise((done) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: content[0], height: content[1] });
          const brush = canvas.getContext('2d');
          brush.fillStyle = '#fff'; brush.fillRect(0, 0, ...content);
          brush.strokeStyle = '#234'; brush.lineWidth = content[0] / 200;
          brush.strokeRect(content[0] * 0.1, content[1] * 0.1, content[0] * 0.8, content[1] * 0.8);
          for (let x = 0; x < content[0]; x += content[0] / 40) brush.strokeRect(x, content[1] / 2, content[0] / 60, content[1] / 60);
          canvas.toBlob(done, type);
        });
        const click = HTMLInputElement.prototype.click;
        HTMLInputElement.prototype.click = function () {
          if (this.type !== 'file') return click.call(this);
          made.then((blob) => {
            const data = new DataTransfer();
            data.items.add(new File([blob], name, { type }));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
          });
        };
        return true";
    editor.visitor.browser.run::<bool>(script, vec![name.into(), mime.into(), content]).await.map(drop)
}

/// Presses the button for a photo, and says yes to the portal's own question.
async fn pick_photo(editor: &Editor) -> Result<()> {
    let name = editor.words.get("photo.title")?;
    editor.widget.click(&Query::role("button").containing(&name).within(".arc-tools")).await?;
    until("the portal to ask", async || {
        editor.visitor.browser.top().await?;
        let script = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
            const yes = deep(document).find((e) => e.matches('dialog button') && e.textContent.trim() === 'Choisir');
            yes?.click();
            return !!yes";
        editor.visitor.browser.run(script, vec![]).await
    })
    .await
}

/// Waits until the photo is so wide, mm.
async fn photo_is(editor: &Editor, width: &str) -> Result<()> {
    until(&format!("a photo {width} mm wide"), async || {
        let script = "return root.querySelector('.arc-canvas .arc-photo')?.getAttribute('width') ?? ''";
        Ok(editor.widget.run::<String>(script, vec![]).await? == width)
    })
    .await
}

const PHOTO: &str = ".arc-canvas .arc-photo";

async fn the_photo_of_a_plan_is_scaled_by_two_points_and_a_colleague_sees_it(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.empty").await?;
    let colleague = Editor::open(stage, "yann.legall").await?;
    colleague.open_plan(&editor.words.get("template.empty")?).await?;
    // Forty megapixels: reduced before anything is kept.
    give_file(&editor, "plan.jpg", "image/jpeg", serde_json::json!([8000, 5000])).await?;
    pick_photo(&editor).await?;
    editor.has(1, PHOTO).await?;
    photo_is(&colleague, "10000").await?;
    let kept: u64 = editor
        .widget
        .run("return root.querySelector('.arc-photo').getAttribute('href').length", vec![])
        .await?;
    ensure!(kept < 190_000, "{kept} signs are kept");
    // Two points two metres apart, without a pointer.
    editor.keys(&["⏎", &"→".repeat(100), "⏎"].concat()).await?;
    let length = field(&editor.words.get("photo.length")?);
    editor.widget.fill(&length, "trois mètres").await?;
    editor.visitor.browser.press(Key::Enter.value().to_string()).await?;
    editor.widget.find(&Query::text(&editor.words.get("wrong.length")?)).await?;
    let typed: String =
        editor.widget.run("return root.querySelector('#arc-photo-length').value", vec![]).await?;
    ensure!(typed == "trois mètres", "{typed}");
    editor.visitor.browser.check_accessibility("the length between two points").await?;
    editor.widget.fill(&length, "3,20 m").await?;
    editor.visitor.browser.press(Key::Enter.value().to_string()).await?;
    photo_is(&editor, "16000").await?;
    photo_is(&colleague, "16000").await?;
    // With the pointer: one place of the photo goes to another, by two clicks.
    editor.widget.click(&button(&editor.words.get("photo.move")?)).await?;
    let place =
        "return ['x', 'y'].map((name) => root.querySelector('.arc-photo').getAttribute(name)).join(' ')";
    let before: String = editor.widget.run(place, vec![]).await?;
    let clicks = "const canvas = root.querySelector('.arc-canvas');
        const box = canvas.getBoundingClientRect();
        for (const share of [0.5, 0.6]) {
          const at = { clientX: box.left + box.width * share, clientY: box.top + box.height / 2 };
          for (const type of ['pointermove', 'pointerdown', 'pointerup']) {
            canvas.dispatchEvent(new PointerEvent(type, {
              bubbles: true, composed: true, pointerId: 1, pointerType: 'mouse', button: 0, altKey: true, ...at,
            }));
            await new Promise(requestAnimationFrame);
          }
        }
        return true";
    editor.widget.run::<bool>(&format!("return (async () => {{ {clicks} }})()"), vec![]).await?;
    until("the photo to be moved", async || Ok(editor.widget.run::<String>(place, vec![]).await? != before))
        .await?;
    photo_is(&editor, "16000").await?;
    let undo = editor.words.get("cmd.undo")?;
    editor.widget.click(&Query::role("button").containing(&undo).within(".arc-tools")).await?;
    until("the photo to be back", async || Ok(editor.widget.run::<String>(place, vec![]).await? == before))
        .await?;
    editor.widget.click(&Query::role("button").containing(&undo).within(".arc-tools")).await?;
    photo_is(&colleague, "10000").await?;
    editor.visitor.browser.check_accessibility("the photo").await?;
    editor.widget.click(&button(&editor.words.get("photo.remove")?)).await?;
    colleague.has(0, PHOTO).await?;
    editor.widget.click(&Query::role("button").containing(&undo).within(".arc-tools")).await?;
    colleague.has(1, PHOTO).await
}

async fn what_is_no_photo_is_refused_and_says_why(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.classroom").await?;
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for (name, mime, content, why) in [
        ("plan.svg", "image/svg+xml", svg, "say.photo_svg"),
        ("plan.pdf", "application/pdf", "%PDF-1.7", "say.photo_not"),
        ("plan.png", "image/png", "pas une image", "say.photo_not"),
        // It says that it has 640 by 368 points, and has none.
        (
            "plan.webp",
            "image/webp",
            "RIFF\0\0\0\0WEBPVP8X\u{a}\0\0\0\0\0\0\0\u{7f}\u{2}\0\u{6f}\u{1}\0",
            "say.photo_damaged",
        ),
    ] {
        give_file(&editor, name, mime, content.into()).await?;
        pick_photo(&editor).await?;
        editor.widget.find(&Query::text(&editor.words.get(why)?)).await?;
        editor.widget.click(&button(&editor.words.get("notice.close")?)).await?;
        editor.widget.gone(&Query::text(&editor.words.get(why)?)).await?;
    }
    ensure!(editor.count(PHOTO).await? == 0, "something was taken");
    Ok(())
}

async fn a_wheelchairs_floor_is_drawn_and_what_it_does_not_reach_is_told(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    furnish_an_oasis(&editor).await?;
    ensure!(editor.count(".arc-reach").await? == 0, "it is drawn before it is asked for");
    let toggle = "const box = root.querySelector('#arc-walk'); box.click(); return box.checked";
    ensure!(editor.widget.run::<bool>(toggle, vec![]).await?, "the walk is not shown");
    let floor = "return root.querySelector('.arc-reach__floor')?.getAttribute('d') ?? ''";
    until("the floor", async || Ok(!editor.widget.run::<String>(floor, vec![]).await?.is_empty())).await?;
    editor.widget.find(&Query::text(&editor.words.get("walk.turning")?)).await?;
    editor.visitor.browser.check_accessibility("the wheelchair's floor").await?;
    // Whoever selects a piece of the list sees the way to it, and reads how wide it is.
    editor.widget.click(&Query::css(".arc-lost button")).await?;
    editor.has(1, ".arc-reach__way").await?;
    // Another piece, and the floor is another.
    let before: String = editor.widget.run(floor, vec![]).await?;
    editor.take_piece().await?;
    editor.keys("⏎⎋").await?;
    until("the floor of the changed plan", async || {
        Ok(editor.widget.run::<String>(floor, vec![]).await? != before)
    })
    .await?;
    ensure!(!editor.widget.run::<bool>(toggle, vec![]).await?, "the walk stays");
    editor.has(0, ".arc-reach").await
}

async fn a_plan_leaves_as_files_that_other_programs_read(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    let part = Words::of_part("archiclasse", "dossier", "fr")?;
    furnish_an_oasis(&editor).await?;
    editor.widget.click(&Query::css(".arc-dossier__open")).await?;
    editor.widget.click(&button(&part.get("page.files")?)).await?;
    editor.visitor.browser.top().await?;
    let watch = "const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (file) => { window.savedFile = file; return make(file); }; return true";
    let _: bool = editor.visitor.browser.run(watch, vec![]).await?;
    for (key, begins, holds) in [
        ("file.svg", "<svg", "</svg>"),
        ("file.dxf", "  0\r\nSECTION", "AC1009"),
        ("file.json", "{", "archiclasse-plan"),
        ("file.csv", "\u{feff}", ";"),
    ] {
        editor.widget.click(&button(&part.get(key)?)).await?;
        let read = "const file = window.savedFile; window.savedFile = undefined; return file ? await file.text() : null";
        let text = until_some(key, PATIENCE, async || {
            editor.visitor.browser.top().await?;
            editor.visitor.browser.run_async::<Option<String>>(read, vec![]).await
        })
        .await?;
        // A browser takes the mark of the order of bytes off.
        let begins = begins.trim_start_matches('\u{feff}');
        ensure!(text.starts_with(begins) && text.contains(holds), "{key}: {}", &text[..text.len().min(200)]);
        if key == "file.svg" {
            let whole = "const drawing = new DOMParser().parseFromString(args[0], 'image/svg+xml');
                return drawing.querySelector('parsererror') === null && drawing.querySelectorAll('path').length > 20";
            let read: bool = editor.visitor.browser.run_async(whole, vec![text.into()]).await?;
            ensure!(read, "the SVG cannot be read");
        }
    }
    // The picture: as wide as was said, with ink on it where the walls are.
    let png = part.with("file.png", &[("points", "1600")])?;
    editor.widget.click(&button(&png)).await?;
    let look = "const file = window.savedFile; window.savedFile = undefined;
        if (!file) return null;
        const picture = await createImageBitmap(file);
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const brush = canvas.getContext('2d');
        brush.drawImage(picture, 0, 0);
        const { data } = brush.getImageData(0, 0, picture.width, picture.height);
        let ink = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] < 90 && data[at + 3] === 255) ink += 1;
        return [file.type, Math.max(picture.width, picture.height), ink / (data.length / 4)];";
    let (kind, longest, ink): (String, u32, f64) = until_some("the PNG", PATIENCE, async || {
        editor.visitor.browser.top().await?;
        editor.visitor.browser.run_async(look, vec![]).await
    })
    .await?;
    ensure!(kind == "image/png" && longest == 1600 && (0.01..0.5).contains(&ink), "{kind} {longest} {ink}");
    Ok(())
}

/// Taken from the frame that the host would print, and printed by the browser itself.
async fn a_wall_of_ten_metres_measures_a_hundred_millimetres_on_paper(stage: &Stage) -> Result<()> {
    let editor = Editor::open(stage, people::TEACHER).await?;
    editor.begin("template.empty").await?;
    let walls = editor.words.get("cmd.walls")?;
    editor.widget.click(&Query::role("button").containing(&walls).within(".arc-tools")).await?;
    editor.keys("⏎10,00→5,00↓10,00←5,00↑").await?;
    editor.has_area("50").await?;
    editor.widget.click(&Query::text(&editor.words.get("plan.title")?)).await?;
    editor.widget.click(&button(&editor.words.get("plan.sheet")?)).await?;
    for (scale, wide, high) in [(100, 100.0, 50.0), (50, 200.0, 100.0)] {
        editor.widget.click(&button(&format!("1:{scale}"))).await?;
        editor.visitor.browser.top().await?;
        let watch = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => e.shadowRoot ? [e.shadowRoot, ...deep(e.shadowRoot)] : []);
            window.paper = null;
            for (const root of [document, ...deep(document)]) root.addEventListener('load', ({ target }) => {
              if (!target.srcdoc) return;
              target.contentWindow.print = () => {
                const paper = target.contentDocument;
                const rules = paper.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
                window.paper = [paper.documentElement.outerHTML, rules.join('')];
              };
            }, true);
            return null";
        let _: serde_json::Value = editor.visitor.browser.run(watch, vec![]).await?;
        editor.widget.click(&button(&editor.words.get("sheet.print")?)).await?;
        let page = until_some("the sheet to print", PATIENCE, async || {
            editor.visitor.browser.top().await?;
            editor.visitor.browser.run::<Option<(String, String)>>("return window.paper", vec![]).await
        })
        .await?;
        if stage.engine() == Engine::Webkit {
            // Its driver prints nothing: the sheet says itself how many mm of the room a mm of paper is.
            let measured = "const svg = new DOMParser().parseFromString(arguments[0], 'text/html').querySelector('.arc-sheet svg');
                return svg.viewBox.baseVal.width / parseFloat(svg.getAttribute('width'))";
            let measured: f64 = editor.visitor.browser.run(measured, vec![page.0.into()]).await?;
            ensure!((measured / f64::from(scale) - 1.0).abs() < 0.003, "1:{measured} is not 1:{scale}");
            continue;
        }
        let printer = stage.visitor().await?;
        printer.browser.goto("about:blank").await?;
        let write = "document.documentElement.innerHTML = arguments[0];
            const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[1]);
            document.adoptedStyleSheets = [sheet]; return true";
        let _: bool = printer.browser.run(write, vec![page.0.into(), page.1.into()]).await?;
        let a3 = PrintPage { width: 42.0, height: 29.7 };
        let pdf = printer
            .browser
            .webdriver()
            .print_page(PrintParameters { page: a3, ..Default::default() })
            .await?;
        let lines = paper::lines(&pdf)?;
        for wanted in [wide, high] {
            ensure!(
                lines.iter().any(|length| (length - wanted).abs() < 0.3),
                "1:{scale}: no line of {wanted} mm among {:?}",
                lines.iter().filter(|length| **length > 20.0).collect::<Vec<_>>()
            );
        }
    }
    Ok(())
}

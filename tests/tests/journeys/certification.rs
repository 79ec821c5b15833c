//! The certification board as its users know it: several people, from different bodies, before one preparation.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button, field, heading};
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage, Visitor};
use greffon_tests::wait::{PATIENCE, until, until_some};
use greffon_tests::widget::Widget;
use greffon_tests::words::Words;
use serde_json::json;
use thirtyfour::Key;

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        Mode::BOTH =>
            a_step_moved_by_one_is_seen_by_the_other,
            what_a_teacher_reports_lands_at_the_right_responder,
            a_card_is_moved_by_keyboard_and_taken_back,
            computers_come_out_of_a_file_and_the_directory_leaves_in_one,
            the_directory_comes_out_of_a_file_in_any_encoding,
            a_photo_is_kept_small_and_says_nothing_of_where_it_was_taken,
            every_screen_of_the_board_passes_axe_and_fits_a_phone;
        &[Mode::Frame] =>
            fifty_changes_without_a_network_arrive_beside_those_of_others,
            an_agenda_follows_the_steps,
    ]
    .to_vec()
}

/// The board, open in somebody's browser.
struct Board {
    visitor: Arc<Visitor>,
    widget: Widget,
    words: Words,
    kit: Words,
}

impl Board {
    async fn open(stage: &Stage, login: &str) -> Result<Self> {
        let visitor = stage.visitor().await?;
        let widget = visitor.open(login, "certification", stage.mode()).await?;
        let board = Self {
            visitor,
            widget,
            words: Words::of_widget("certification", "fr")?,
            kit: Words::of_kit("fr")?,
        };
        until("what is stored to come", async || {
            let loaded = "return !!root.querySelector('h1') && !root.querySelector('.gf-loading')";
            board.widget.run(loaded, vec![]).await
        })
        .await?;
        Ok(board)
    }

    async fn go(&self, screen: &str) -> Result<()> {
        self.widget.click(&button(&self.words.get(screen)?).within(".cert-top")).await
    }

    async fn press(&self, words: &str) -> Result<()> {
        self.widget.click(&button(&self.words.get(words)?)).await
    }

    /// Gives a value to the control of that label: dates and lists are not typed alike in every engine.
    async fn set(&self, label: &str, value: &str) -> Result<()> {
        let label = self.words.get(label)?;
        let script = "const label = [...root.querySelectorAll('dialog[open] label')].find((l) => l.textContent.trim() === arguments[0]);
            const control = label && root.querySelector(`[id=\"${label.htmlFor}\"]`);
            if (!control) return false;
            control.value = arguments[1];
            control.dispatchEvent(new InputEvent('input', { bubbles: true }));
            control.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        until(&format!("the field {label}"), async || {
            self.widget.run(script, vec![json!(label), json!(value)]).await
        })
        .await
    }

    async fn plan_a_session(&self) -> Result<()> {
        self.go("tab.plan").await?;
        self.press("plan.new").await?;
        self.widget.fill(&field(&self.words.get("field.name")?), "Session de juin").await?;
        self.set("field.on", "2027-06-10").await?;
        self.widget.fill(&field(&self.words.get("field.candidates")?), "112").await?;
        self.press("form.save").await?;
        self.widget.find(&Query::css("[data-card]")).await.map(drop)
    }

    /// Adds a room of sixteen.
    async fn add_a_room(&self) -> Result<()> {
        self.go("tab.computers").await?;
        self.press("room.add").await?;
        self.widget.fill(&field(&self.words.get("field.room_name")?), "B12").await?;
        self.press("form.save").await?;
        until("sixteen seats", async || {
            Ok(self.widget.run::<usize>("return root.querySelectorAll('.cert-seat').length", vec![]).await?
                == 16)
        })
        .await
    }

    /// The state of the column that holds the card whose id ends so.
    async fn column(&self, code: &str) -> Result<Option<String>> {
        let script = "const card = root.querySelector(`[data-card$=\".${arguments[0]}\"]`);
            return card?.closest('.cert-column').querySelector('.cert-column__name').firstChild.textContent.trim() ?? null";
        self.widget.run(script, vec![json!(code)]).await
    }

    async fn is_in(&self, code: &str, state: &str) -> Result<()> {
        let state = self.words.get(state)?;
        until(&format!("{code} to be in {state}"), async || {
            Ok(self.column(code).await?.as_deref() == Some(&state))
        })
        .await
    }
}

async fn a_step_moved_by_one_is_seen_by_the_other(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    referent.plan_a_session().await?;
    let technician = Board::open(stage, people::AUTHORITY).await?;
    technician.go("tab.plan").await?;
    technician.is_in("image", "state.to_do").await?;
    // From the sheet of the card, as "Déplacer vers…".
    technician.widget.click(&Query::css("[data-card$=\".image\"] .cert-card__title")).await?;
    let script = "const list = root.querySelector('dialog[open] select[id^=\"cert-to-\"]');
        if (!list) return false;
        list.value = 'doing';
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    until("the list of states", async || technician.widget.run(script, vec![]).await).await?;
    referent.is_in("image", "state.doing").await?;
    // Two people change one card: the day by one, the note by the other, and both stand.
    referent.widget.click(&Query::css("[data-card$=\".image\"] .cert-card__title")).await?;
    referent.press("step.edit").await?;
    referent.widget.fill(&field(&referent.words.get("field.note")?), "Image de rentrée").await?;
    technician.press("step.edit").await?;
    technician.set("field.due", "2027-04-20").await?;
    technician.press("form.save").await?;
    referent.press("form.save").await?;
    for board in [&referent, &technician] {
        board.widget.find(&Query::text("Image de rentrée")).await?;
        board.widget.find(&Query::text("20 avril 2027")).await?;
    }
    Ok(())
}

async fn what_a_teacher_reports_lands_at_the_right_responder(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    referent.add_a_room().await?;
    let teacher = Board::open(stage, people::LIBRARIAN).await?;
    let technician = Board::open(stage, people::TECHNICIAN).await?;
    let pupil = Board::open(stage, people::AMINA).await?;
    let holder = teacher.words.get("fn.school_technician")?;
    for board in [&teacher, &pupil] {
        if board.visitor.path().await?.starts_with("/w/")
            && board.widget.find_all(&Query::css(".cert-top nav")).await?.len() == 1
        {
            board.go("tab.report").await?;
        }
        // Three taps: what, where, send.
        board.press("problem.keyboard").await?;
        board.widget.click(&button("B12-03")).await?;
        board.press("report.do").await?;
        board.widget.find(&Query::text(&board.words.with("say.reported", &[("to", &holder)])?)).await?;
    }
    technician.go("tab.desk").await?;
    technician.press("desk.mine").await?;
    let one = async || {
        until("one ticket, of two reports", async || {
            let rows =
                "return [...root.querySelectorAll('#cert-desk tbody tr')].map((row) => row.textContent)";
            let rows: Vec<String> = technician.widget.run(rows, vec![]).await?;
            Ok(rows.len() == 1 && rows[0].contains("B12-03") && rows[0].contains("2 signalements"))
        })
        .await
    };
    one().await?;
    technician.widget.click(&Query::css("#cert-desk tbody button")).await?;
    technician.press("act.take").await?;
    technician.press("act.promise").await?;
    technician.set("field.on", "2027-01-15").await?;
    technician.press("form.save").await?;
    // The référent sees who has it and until when.
    referent.go("tab.desk").await?;
    referent.widget.find(&Query::text("15/01/2027")).await?;
    referent.widget.find(&Query::text(&referent.words.get("status.assigned")?)).await?;
    // The seat is not ready until it is mended, and a pupil sees none of it.
    referent.go("tab.computers").await?;
    referent.widget.find(&Query::text(&referent.words.count("seat.ticket", 1, &[])?)).await?;
    ensure!(
        !pupil.widget.text().await?.contains(&holder)
            || pupil.widget.find_all(&Query::css("#cert-desk")).await?.is_empty()
    );
    Ok(())
}

async fn a_card_is_moved_by_keyboard_and_taken_back(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    referent.plan_a_session().await?;
    let focus = "root.querySelector('[data-card$=\".team\"] .cert-handle').focus(); return true";
    let _: bool = referent.widget.run(focus, vec![]).await?;
    let browser = &referent.visitor.browser;
    browser.press(" ").await?;
    referent.widget.find(&Query::css(".cert-card--lifted")).await?;
    browser.press(Key::Right).await?;
    let gap = "return !!root.querySelector('.cert-gap')";
    until("the place where it would be put down", async || referent.widget.run(gap, vec![]).await).await?;
    browser.press(" ").await?;
    referent.is_in("team", "state.doing").await?;
    let focused: bool = referent
        .widget
        .run(
            "return (root.activeElement ?? document.activeElement)?.matches('.cert-handle') ?? false",
            vec![],
        )
        .await?;
    ensure!(focused, "the focus does not follow the card");
    referent.widget.click(&button(&referent.kit.get("undo")?)).await?;
    referent.is_in("team", "state.to_do").await?;
    // Escape puts a lifted card back, and nothing is written.
    let _: bool = referent.widget.run(focus, vec![]).await?;
    browser.press(" ").await?;
    referent.widget.find(&Query::css(".cert-card--lifted")).await?;
    browser.press(Key::Right).await?;
    browser.press(Key::Escape).await?;
    referent.widget.gone(&Query::css(".cert-card--lifted")).await?;
    referent.is_in("team", "state.to_do").await
}

/// Has the page hold what is saved, and give this file where the browser would show its own dialog, which no driver sees.
async fn hold_files(board: &Board, name: &str, content: impl AsRef<[u8]>) -> Result<()> {
    let browser = &board.visitor.browser;
    browser.top().await?;
    let script = "const [name, bytes] = arguments;
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => { window.heldBlob = blob; return make(blob); };
        HTMLAnchorElement.prototype.click = function () { window.heldName = this.download; };
        const click = HTMLInputElement.prototype.click;
        HTMLInputElement.prototype.click = function () {
          if (this.type !== 'file') return click.call(this);
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(bytes)], name, { type: 'text/csv' }));
          this.files = data.files;
          this.dispatchEvent(new Event('change'));
        };
        return true";
    browser.run::<bool>(script, vec![json!(name), json!(content.as_ref())]).await.map(drop)
}

/// Presses the button that hands a file out; gives its name and its text.
async fn handed_out(board: &Board, words: &str) -> Result<(String, String)> {
    let browser = &board.visitor.browser;
    browser.top().await?;
    browser.run::<bool>("delete window.heldBlob; return true", vec![]).await?;
    board.press(words).await?;
    let mut held = (String::new(), String::new());
    until("a file to be handed out", async || {
        browser.top().await?;
        let script = "return window.heldBlob && window.heldName ? [window.heldName, await window.heldBlob.text()] : null";
        let Some(file) = browser.run_async::<Option<(String, String)>>(script, vec![]).await? else {
            return Ok(false);
        };
        held = file;
        Ok(true)
    })
    .await?;
    Ok(held)
}

/// Says yes to the page's own question.
async fn agree(board: &Board) -> Result<()> {
    until("the page to ask", async || {
        board.visitor.browser.top().await?;
        let script = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
            const yes = deep(document).find((e) => e.matches('dialog button') && e.textContent.trim() === 'Choisir');
            yes?.click();
            return !!yes";
        board.visitor.browser.run(script, vec![]).await
    })
    .await
}

async fn computers_come_out_of_a_file_and_the_directory_leaves_in_one(stage: &Stage) -> Result<()> {
    let technician = Board::open(stage, people::TECHNICIAN).await?;
    let rows = (1..=60).map(|number| format!("PC-{number:02};Bât. A > Salle B12;En service\r\n"));
    let table = ["Nom;Lieu;Statut\r\n", &rows.collect::<Vec<_>>().concat(), ";Salle B12;\r\n"].concat();
    hold_files(&technician, "glpi.csv", &table).await?;
    technician.go("tab.computers").await?;
    technician.press("import.pick").await?;
    agree(&technician).await?;
    // Nothing changes before it was looked at; a row without a name is told with its line.
    let words = &technician.words;
    technician.widget.find(&Query::text(&words.count("import.new", 60, &[])?)).await?;
    let line = words.with("import.line", &[("line", "62"), ("what", &words.get("import.no_name")?)])?;
    technician.widget.find(&Query::text(&line)).await?;
    let referent = Board::open(stage, people::TEACHER).await?;
    referent.go("tab.computers").await?;
    referent.widget.gone(&Query::css(".cert-seat")).await?;
    technician.press("import.accept").await?;
    for board in [&technician, &referent] {
        until("sixty seats", async || {
            let seats = "return root.querySelectorAll('.cert-seat').length";
            Ok(board.widget.run::<usize>(seats, vec![]).await? == 60)
        })
        .await?;
    }
    // The directory as a telephone takes it in, and the steps as an agenda does.
    hold_files(&referent, "", "").await?;
    referent.go("tab.team").await?;
    referent.press("team.add").await?;
    referent.widget.fill(&field(&words.get("field.name")?), "Luc Fontaine; technicien").await?;
    referent.set("field.function", "school-technician").await?;
    referent.widget.fill(&field(&words.get("field.mail")?), "luc.fontaine@ent.example").await?;
    referent.press("form.save").await?;
    referent.widget.find(&Query::text("Luc Fontaine; technicien")).await?;
    let (name, card) = handed_out(&referent, "team.cards").await?;
    ensure!(name.rsplit('.').next() == Some("vcf"), "{name}");
    ensure!(card.contains("\r\nFN:Luc Fontaine\\; technicien\r\n"), "{card}");
    let (name, table) = handed_out(&referent, "team.table").await?;
    ensure!(name.rsplit('.').next() == Some("csv"), "{name}");
    ensure!(table.contains("\"Luc Fontaine; technicien\";"), "{table}");
    referent.plan_a_session().await?;
    let (name, calendar) = handed_out(&referent, "plan.calendar").await?;
    ensure!(name.rsplit('.').next() == Some("ics"), "{name}");
    ensure!(calendar.contains("\r\nDTSTART;VALUE=DATE:20270610\r\n"), "{calendar}");
    ensure!(calendar.matches("BEGIN:VEVENT").count() > 15, "every step has its day");
    Ok(())
}

async fn the_directory_comes_out_of_a_file_in_any_encoding(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    let words = &referent.words;
    // What a spreadsheet calls Unicode text.
    let table = "Nom\tFonction\tAdresse électronique\r\nÉloïse Béranger\tRectorat\teloise@ac.example\r\n\tRectorat\tx@ac.example\r\n";
    let mut unicode = vec![0xff, 0xfe];
    unicode.extend(table.encode_utf16().flat_map(u16::to_le_bytes));
    hold_files(&referent, "annuaire.txt", &unicode).await?;
    referent.go("tab.team").await?;
    referent.press("contacts.pick").await?;
    agree(&referent).await?;
    referent.widget.find(&Query::text(&words.count("contacts.new", 1, &[])?)).await?;
    referent.widget.find(&Query::text("Éloïse Béranger")).await?;
    let line = words.with("import.line", &[("line", "3"), ("what", &words.get("contacts.nobody")?)])?;
    referent.widget.find(&Query::text(&line)).await?;
    referent.press("contacts.accept").await?;
    referent.widget.find(&Query::css("#cert-team")).await?;
    // It is stored: whoever opens the board now sees it.
    let technician = Board::open(stage, people::TECHNICIAN).await?;
    technician.go("tab.team").await?;
    technician.widget.find(&Query::text("Éloïse Béranger")).await?;
    // A table in the code page of French spreadsheets changes what it says otherwise, and nothing else.
    let table =
        "Nom;Fonction;Adresse électronique;Téléphone\r\nÉloïse Béranger;Rectorat;eloise@ac.example;04 01\r\n";
    let latin: Vec<u8> = table.chars().map(|sign| u8::try_from(u32::from(sign))).collect::<Result<_, _>>()?;
    hold_files(&technician, "annuaire.csv", &latin).await?;
    technician.press("contacts.pick").await?;
    agree(&technician).await?;
    technician.widget.find(&Query::text(&words.count("contacts.changed", 1, &[])?)).await?;
    let phone = [("field", words.get("field.phone")?), ("after", "04 01".to_owned())];
    let phone = phone.each_ref().map(|(name, value)| (*name, value.as_str()));
    technician.widget.find(&Query::text(&words.with("contacts.adds", &phone)?)).await?;
    technician.press("contacts.accept").await?;
    // The cards that the board hands out say nothing new to it.
    let (_, cards) = handed_out(&technician, "team.cards").await?;
    ensure!(cards.contains("\r\nTEL:04 01\r\n"), "{cards}");
    hold_files(&technician, "annuaire.vcf", &cards).await?;
    technician.press("contacts.pick").await?;
    agree(&technician).await?;
    technician.widget.find(&Query::text(&words.get("contacts.nothing")?)).await?;
    technician.press("import.close").await?;
    technician.widget.find(&Query::css("#cert-team")).await.map(drop)
}

async fn every_screen_of_the_board_passes_axe_and_fits_a_phone(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    let browser = &referent.visitor.browser;
    let look = async |screen: &str| {
        // What says what was done lies over the foot of the screen until it is closed.
        let close = "root.querySelector('.gf-toast button:last-of-type')?.click(); return true";
        let _: bool = referent.widget.run(close, vec![]).await?;
        referent.widget.gone(&Query::css(".gf-toast")).await?;
        for theme in ["dark", "light"] {
            referent.visitor.prefer("theme", theme).await?;
            browser.check_accessibility(&format!("{screen}, {theme}")).await?;
        }
        for (width, text) in [(320, ""), (320, "200%")] {
            browser.resize(width, 800).await?;
            browser.text_size(text).await?;
            browser
                .check_no_sideways_scroll()
                .await
                .with_context(|| format!("{screen}, {width} px, text {text}"))?;
        }
        browser.text_size("").await?;
        browser.resize(1280, 900).await
    };
    look("the overview, empty").await?;
    referent.plan_a_session().await?;
    for view in ["view.board", "view.list", "view.timeline", "view.calendar"] {
        referent.press(view).await?;
        look(view).await?;
    }
    referent.add_a_room().await?;
    for screen in ["tab.computers", "tab.desk", "tab.team", "tab.report", "tab.log", "tab.home"] {
        referent.go(screen).await?;
        referent.widget.find(&Query::css("h1")).await?;
        look(screen).await?;
    }
    let english = Words::of_widget("certification", "en")?;
    referent.visitor.prefer("locale", "en").await?;
    referent.widget.find(&heading(&english.get("home.title")?)).await?;
    Ok(())
}

async fn an_agenda_follows_the_steps(stage: &Stage) -> Result<()> {
    let board = Board::open(stage, people::TEACHER).await?;
    board.plan_a_session().await?;
    let steps: usize = board.widget.run("return root.querySelectorAll('[data-card]').length", vec![]).await?;
    board.press("plan.subscribe").await?;
    let page: String = until_some("the page to ask", PATIENCE, async || {
        board.visitor.browser.top().await?;
        let script = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
            const code = deep(document).find((e) => e.matches('dialog code'));
            return code ? code.textContent : null";
        board.visitor.browser.run::<Option<String>>(script, vec![]).await
    })
    .await?;
    let path = page.find("/w/").map(|at| page[at..].to_owned()).context("an address of the ENT")?;
    board.visitor.visit(&path).await?;
    board.visitor.browser.check_accessibility("the page of agendas, empty").await?;
    board.visitor.browser.find(&Query::css("select[name=which] option[value=all]")).await?;
    let choose = "document.querySelector('select[name=which]').value = 'all'; return true";
    let _: bool = board.visitor.browser.run(choose, vec![]).await?;
    board.visitor.browser.click(&Query::css("main form button")).await?;
    board.visitor.browser.find(&Query::css("code.long")).await?;
    board.visitor.browser.check_accessibility("the page of agendas").await?;
    board.visitor.browser.resize(360, 740).await?;
    board.visitor.browser.check_no_sideways_scroll().await?;
    let fetch = "const address = new URL(document.querySelector('code.long').textContent);
        const answer = await fetch(address.pathname, { credentials: 'omit' });
        return (await answer.text()).split('BEGIN:VEVENT').length - 1";
    let entries: usize = board.visitor.browser.run_async(fetch, vec![]).await?;
    // The session itself is an entry too.
    ensure!(entries == steps + 1, "{entries} entries of {steps} steps");
    Ok(())
}

async fn fifty_changes_without_a_network_arrive_beside_those_of_others(stage: &Stage) -> Result<()> {
    let referent = Board::open(stage, people::TEACHER).await?;
    referent.plan_a_session().await?;
    let technician = Board::open(stage, people::AUTHORITY).await?;
    technician.go("tab.plan").await?;
    technician.is_in("image", "state.to_do").await?;
    referent.visitor.line.cut();
    // Ten cards, five times each, by the list of their sheet.
    let script = "return (async () => {
        const soon = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const find = async (selector) => {
          for (let tries = 0; tries < 200; tries += 1) {
            const found = root.querySelector(selector);
            if (found) return found;
            await soon();
          }
          throw new Error(`no ${selector}`);
        };
        const cards = [...root.querySelectorAll('[data-card]')].map((card) => card.dataset.card).slice(0, 10);
        for (const state of ['doing', 'waiting', 'to-do', 'doing', 'waiting']) {
          for (const card of cards) {
            (await find(`[data-card=\"${card}\"] .cert-card__title`)).click();
            const list = await find('dialog[open] select[id^=\"cert-to-\"]');
            list.value = state;
            list.dispatchEvent(new Event('change', { bubbles: true }));
            await soon();
            root.querySelector('dialog[open] .gf-dialog__close, dialog[open] [name=close]')?.click();
            await soon();
          }
        }
        return cards })()";
    let cards: Vec<String> = referent.widget.run(script, vec![]).await?;
    ensure!(cards.len() == 10, "{cards:?}");
    // Meanwhile somebody else writes on one of them.
    let of_both = cards[0].rsplit('.').next().context("a card has a code")?;
    technician.widget.click(&Query::css(&format!("[data-card$=\".{of_both}\"] .cert-card__title"))).await?;
    technician.press("step.edit").await?;
    technician.widget.fill(&field(&technician.words.get("field.note")?), "Vu sur place").await?;
    technician.press("form.save").await?;
    technician.widget.find(&Query::text("Vu sur place")).await?;
    // Somebody else looks: the host counts how often one person asks.
    let caller = stage.ent().await?.caller(people::TECHNICIAN).await?;
    let instance = caller.instance("certification").await?;
    let steps = async || -> Result<Vec<serde_json::Value>> {
        let found = caller.get(&format!("/i/{instance}/shared?prefix=steps/")).await?;
        let items = found["items"].as_array().context("items")?.iter();
        let mine = |item: &&serde_json::Value| {
            item["key"].as_str().is_some_and(|key| cards.iter().any(|card| key.ends_with(card.as_str())))
        };
        Ok(items.filter(mine).map(|item| item["value"].clone()).collect())
    };
    let waiting = async || -> Result<usize> {
        Ok(steps().await?.iter().filter(|value| value["state"] == "waiting").count())
    };
    ensure!(waiting().await? == 0, "the line is not cut");
    referent.visitor.line.mend();
    // After so long without a line the next attempt may be a minute away.
    until_some("the ten cards to stand at the server", Duration::from_mins(3), async || {
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok((waiting().await? == 10).then_some(()))
    })
    .await?;
    let noted = steps().await?.iter().filter(|value| value["note"] == "Vu sur place").count();
    ensure!(noted == 1, "what the other wrote is lost");
    technician.is_in(of_both, "state.waiting").await
}

/// A photograph as a telephone takes it, in the page that the dialog of the browser is shown by: 2400 by 1600 px, lying on
/// its side, with the place where it was taken. It is picked next.
async fn hold_a_photo(board: &Board) -> Result<()> {
    let script = "const exif = args[0];
        const canvas = document.createElement('canvas');
        canvas.width = 2400;
        canvas.height = 1600;
        const context = canvas.getContext('2d');
        for (let i = 0; i < 3000; i++) {
            context.fillStyle = `hsl(${(i * 47) % 360} 60% ${30 + (i * 13) % 50}%)`;
            context.fillRect((i * 379) % 2400, (i * 211) % 1600, 60, 45);
        }
        const drawn = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.95));
        // In one piece, as a file is: Firefox cannot decode one that is put together of several.
        const bytes = new Uint8Array(await drawn.arrayBuffer());
        const whole = new Uint8Array(bytes.length + exif.length);
        whole.set(bytes.subarray(0, 2));
        whole.set(exif, 2);
        whole.set(bytes.subarray(2), 2 + exif.length);
        const photo = new File([whole], 'IMG_0001.jpg', { type: 'image/jpeg' });
        window.heldFile = photo;
        HTMLInputElement.prototype.click = function () {
            const data = new DataTransfer();
            data.items.add(window.heldFile);
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        };
        return photo.size";
    let browser = &board.visitor.browser;
    browser.top().await?;
    let size: usize = browser.run_async(script, vec![json!(exif())]).await?;
    ensure!(size > 200_000, "there is something to make smaller: {size} bytes");
    Ok(())
}

/// The note of a camera as a segment of a JPEG: the picture is to be turned by a quarter, and was taken at 48° 51′ north.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let north = u32::from(b'N');
    let tiff = [
        &b"II*\0"[..],
        &8_u32.to_le_bytes(),
        &2_u16.to_le_bytes(),
        &entry(0x0112, 3, 1, 6),
        // The place: a list of its own, behind this one.
        &entry(0x8825, 4, 1, 38),
        &0_u32.to_le_bytes(),
        &2_u16.to_le_bytes(),
        &entry(1, 2, 2, north),
        &entry(2, 5, 3, 68),
        &0_u32.to_le_bytes(),
        &[48_u32, 1, 51, 1, 0, 1].map(u32::to_le_bytes).concat(),
    ]
    .concat();
    let body = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(body.len() + 2).unwrap_or_default();
    [&[0xff, 0xe1][..], &length.to_be_bytes(), &body].concat()
}

/// Has the next file to be picked be this one.
async fn hold_instead(board: &Board, name: &str, mime: &str, text: &str) -> Result<()> {
    board.visitor.browser.top().await?;
    let script = "const [name, type, text] = arguments; window.heldFile = new File([text], name, { type }); return true";
    board.visitor.browser.run::<bool>(script, vec![json!(name), json!(mime), json!(text)]).await.map(drop)
}

async fn a_photo_is_kept_small_and_says_nothing_of_where_it_was_taken(stage: &Stage) -> Result<()> {
    let pupil = Board::open(stage, people::AMINA).await?;
    let words = &pupil.words;
    hold_a_photo(&pupil).await?;
    pupil.press("problem.keyboard").await?;
    pupil.press("report.elsewhere").await?;
    pupil.widget.fill(&field(&words.get("field.text")?), "La touche E colle").await?;
    pupil.press("photo.add").await?;
    agree(&pupil).await?;
    pupil.widget.find(&Query::css(".cert-photos img")).await?;
    // What is no photograph is told, and nothing that was typed is lost.
    for (name, mime, text) in [
        ("note.jpg", "image/jpeg", "Ceci est un texte"),
        ("dessin.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ] {
        hold_instead(&pupil, name, mime, text).await?;
        pupil.press("photo.add").await?;
        agree(&pupil).await?;
        pupil.widget.find(&Query::text(&words.get("photo.not_a_photo")?)).await?;
    }
    let typed = "return root.querySelector('textarea').value";
    ensure!(pupil.widget.run::<String>(typed, vec![]).await? == "La touche E colle");
    ensure!(pupil.widget.find_all(&Query::css(".cert-photos img")).await?.len() == 1);
    pupil.visitor.browser.check_accessibility("a report with a photo").await?;
    pupil.press("report.do").await?;
    pupil.widget.gone(&Query::css(".cert-photos")).await?;

    // The technician sees it, and adds another, which the référent sees come.
    let technician = Board::open(stage, people::TECHNICIAN).await?;
    let referent = Board::open(stage, people::TEACHER).await?;
    for board in [&technician, &referent] {
        board.go("tab.desk").await?;
        board.widget.click(&Query::css("#cert-desk tbody button")).await?;
        board.widget.find(&Query::css(".cert-photos img[alt^=\"Photo 1, ajoutée le \"]")).await?;
    }
    hold_a_photo(&technician).await?;
    technician.press("photo.add").await?;
    agree(&technician).await?;
    referent.widget.find(&Query::css(".cert-photos li:nth-child(2) img")).await?;
    referent.widget.click(&Query::css(".cert-photos li:nth-child(2) button")).await?;
    referent.widget.find(&Query::css("#cert-photo[open] img")).await?;
    referent.visitor.browser.check_accessibility("a photo, large").await?;
    // It is another's to take away.
    referent.widget.gone(&button(&words.get("photo.remove")?)).await?;

    let caller = stage.ent().await?.caller(people::TECHNICIAN).await?;
    let instance = caller.instance("certification").await?;
    let mut named = Vec::new();
    for prefix in ["reports/", "tickets/"] {
        let found = caller.get(&format!("/i/{instance}/shared?prefix={prefix}")).await?;
        let photos = found["items"][0]["value"]["photos"].as_object().context("photos")?.clone();
        named.extend(photos.into_iter().map(|(file, _)| format!("/i/{instance}/file/{file}")));
    }
    ensure!(named.len() == 2, "{named:?}");
    for path in &named {
        let (bytes, width, height) = read_back(&technician, path).await?;
        ensure!(bytes.len() <= 200_000 && bytes.starts_with(&[0xff, 0xd8]), "{} bytes", bytes.len());
        ensure!(!bytes.windows(4).any(|four| four == b"Exif"), "the place is still in it");
        ensure!(width.max(height) == 1280 && height > width, "upright and small: {width} by {height}");
    }

    technician.widget.click(&Query::css(".cert-photos li:nth-child(2) button")).await?;
    technician.press("photo.remove").await?;
    referent.widget.gone(&Query::css("#cert-photo[open]")).await?;
    until("the file to be gone", async || Ok(caller.get(&named[1]).await.is_err())).await
}

/// The bytes of a kept photograph, its width and its height in px.
async fn read_back(board: &Board, path: &str) -> Result<(Vec<u8>, u32, u32)> {
    board.visitor.browser.top().await?;
    let script = "const blob = await (await fetch(args[0])).blob();
        const image = await createImageBitmap(blob);
        return [[...new Uint8Array(await blob.arrayBuffer())], image.width, image.height]";
    board.visitor.browser.run_async(script, vec![json!(path)]).await
}

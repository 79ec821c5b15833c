//! Classes and people of the establishment: looking at them, and adding to them.

use std::collections::{BTreeMap, HashSet};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::Frame;
use super::administration::administrator;
use super::form::Form;
use crate::accounts::invent;
use crate::directory::roll::{self, Line, Wrong};
use crate::directory::{Account, NewPerson, add_class as insert_class, add_member, add_person, login};
use crate::error::Error;
use crate::host::Host;
use crate::session::Visitor;

/// A class with its people.
#[derive(Debug, Serialize)]
struct ClassList {
    name: String,
    people: Vec<PersonRow>,
}

/// A person of the list.
#[derive(Debug, Serialize)]
struct PersonRow {
    name: String,
    login: String,
    profile: String,
}

/// A person just added, with the password that is shown this once.
#[derive(Debug, Serialize)]
struct Added {
    name: String,
    login: String,
    password: String,
    class: Option<String>,
}

/// The page.
pub async fn page(State(host): State<Host>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Error> {
    administrator(&visitor)?;
    show(&host, &visitor, &headers, "", Vec::new(), None).await
}

async fn show(
    host: &Host,
    visitor: &Visitor,
    headers: &HeaderMap,
    list: &str,
    wrongs: Vec<Wrong>,
    class_wrong: Option<&str>,
) -> Result<Response, Error> {
    let frame = Frame::new(host, headers, Some(visitor))?;
    let mut classes = Vec::new();
    let mut placed = HashSet::new();
    for class in host.directory.classes(visitor.person.establishment).await? {
        let members = host.directory.members(class.id).await?;
        placed.extend(members.iter().map(|person| person.id));
        classes.push(ClassList {
            name: class.name,
            people: members.iter().map(|person| row(person, &frame)).collect(),
        });
    }
    let others: Vec<PersonRow> = host
        .directory
        .everybody(visitor.person.establishment)
        .await?
        .iter()
        .filter(|person| !placed.contains(&person.id))
        .map(|person| row(person, &frame))
        .collect();
    let told: Vec<_> = wrongs
        .iter()
        .map(|wrong| {
            let words = [("word", wrong.word.clone()), ("most", roll::MOST.to_string())];
            context! { line => wrong.line, text => frame.locale.text_with(wrong.text, &words) }
        })
        .collect();
    let failed = !wrongs.is_empty() || class_wrong.is_some();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let matter = context! {
        classes => Serde(&classes),
        others => Serde(&others),
        list,
        wrongs => told,
        class_wrong,
    };
    Ok(frame.show(status, "admin-people.html", matter).await)
}

fn row(person: &crate::directory::Person, frame: &Frame<'_>) -> PersonRow {
    let profile = person.profiles.first().map_or("", |profile| profile.name());
    PersonRow {
        name: person.name(),
        login: person.login.clone(),
        profile: frame.locale.text(&format!("profile.{profile}")).to_owned(),
    }
}

/// Adds a class.
pub async fn add_class(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let name = form.text("class").trim().to_owned();
    let establishment = visitor.person.establishment;
    let exists = host.directory.classes(establishment).await?.iter().any(|class| class.name == name);
    let wrong = if name.is_empty() || name.chars().count() > 40 {
        Some("people.class-name")
    } else if exists {
        Some("people.class-exists")
    } else {
        None
    };
    if wrong.is_none() {
        host.database
            .writer
            .change(move |connection| {
                Box::pin(async move { insert_class(connection, establishment, &name).await })
            })
            .await?;
        host.changed();
    }
    show(&host, &visitor, &headers, "", Vec::new(), wrong).await
}

/// Adds the people of a list: all of them, or none.
pub async fn import(
    State(host): State<Host>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    administrator(&visitor)?;
    let form = Form::read(&host, &visitor, &headers, body).await?;
    let list = form.text("list");
    let lines = match roll::read(list) {
        Ok(lines) => lines,
        Err(wrongs) => return show(&host, &visitor, &headers, list, wrongs, None).await,
    };
    let establishment = visitor.person.establishment;
    let mut taken = HashSet::new();
    let mut prepared: Vec<(Line, Account, String)> = Vec::new();
    for line in lines {
        let login = free_login(&host, &line, &mut taken).await?;
        let password = invent();
        let password_hash = host.passwords.hash(password.clone()).await?;
        prepared.push((line, Account { login, password_hash }, password));
    }
    let added: Vec<Added> = prepared
        .iter()
        .map(|(line, account, password)| Added {
            name: format!("{} {}", line.given_name, line.family_name),
            login: account.login.clone(),
            password: password.clone(),
            class: line.class.clone(),
        })
        .collect();
    let known: BTreeMap<String, i64> = host
        .directory
        .classes(establishment)
        .await?
        .into_iter()
        .map(|class| (class.name, class.id))
        .collect();
    host.database
        .writer
        .change(move |connection| {
            Box::pin(async move {
                let mut classes = known;
                for (line, account, _) in prepared {
                    let person = NewPerson {
                        establishment,
                        given_name: line.given_name,
                        family_name: line.family_name,
                        profiles: vec![line.profile],
                        administrator: false,
                        account,
                    };
                    let person = add_person(connection, person).await?;
                    let Some(name) = line.class else { continue };
                    let known = classes.get(&name).copied();
                    let class = match known {
                        Some(class) => class,
                        None => insert_class(connection, establishment, &name).await?,
                    };
                    classes.insert(name, class);
                    add_member(connection, class, person).await?;
                }
                Ok(())
            })
        })
        .await?;
    host.changed();
    let frame = Frame::new(&host, &headers, Some(&visitor))?;
    Ok(frame.show(StatusCode::OK, "imported.html", context! { added => Serde(&added) }).await)
}

/// A login that nobody has: with a number where the plain one is taken.
async fn free_login(host: &Host, line: &Line, taken: &mut HashSet<String>) -> Result<String, Error> {
    let plain = login(&line.given_name, &line.family_name);
    let mut candidate = plain.clone();
    let mut number = 2;
    while taken.contains(&candidate) || host.directory.has_login(&candidate).await? {
        candidate = format!("{plain}{number}");
        number += 1;
    }
    taken.insert(candidate.clone());
    Ok(candidate)
}

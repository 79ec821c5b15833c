//! A plan from its JSON file.

use greffon_archiclasse_plan::{Plan, Problem, file};

use super::{Import, Reason, Trouble, json_of, text_of};

/// Reads a plan. `None` where it is no plan at all, or one of a newer version: nothing of it is taken then.
pub fn plan(bytes: &[u8]) -> Import<Option<Plan>> {
    let read = || -> Result<Import<Option<Plan>>, Trouble> {
        let text = text_of(bytes)?;
        let value = json_of(&text)?;
        let trouble = |problem: Problem| Trouble {
            line: crate::line::of(&text, &problem.place),
            place: problem.place,
            reason: Reason::Plan(problem.fault),
        };
        let (plan, problems) = file::read(&value).map_err(trouble)?;
        let mut troubles: Vec<Trouble> = problems.into_iter().map(trouble).collect();
        troubles.sort_by_key(|trouble| trouble.line);
        Ok(Import { value: Some(plan), troubles })
    };
    read().unwrap_or_else(|trouble| Import { value: None, troubles: vec![trouble] })
}

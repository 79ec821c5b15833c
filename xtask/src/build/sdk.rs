//! The host SDK: the modules as they are written, and each entry with what it imports in one minified file.

use anyhow::{Context, Result, ensure};

use super::stage::{Minification, Stage, is_test};
use crate::workspace::Workspace;

/// Puts `www/sdk` on the stage, with a `.min.js` for each module at its top.
pub(crate) fn stage(stage: &mut Stage, workspace: &Workspace) -> Result<()> {
    let source = workspace.root.join("www/sdk");
    stage.copy_folder(&source, "sdk")?;
    let mut entries = 0;
    let listed = std::fs::read_dir(&source).with_context(|| format!("listing {}", source.display()))?;
    for entry in listed {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".js").filter(|_| file.is_file() && !is_test(&name)) {
            let minified = stage.folder.join("sdk").join(format!("{stem}.min.js"));
            stage.minify(Minification::bundle(file, minified));
            entries += 1;
        }
    }
    ensure!(entries > 0, "{} holds no module: there is no SDK to build", source.display());
    Ok(())
}

//! Stamps: what an output was made from, so that nothing is made twice.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;

/// A digest of files and settings. It tells changes apart; it is no proof against forgery.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds a setting.
    pub(crate) fn text(mut self, text: &str) -> Self {
        text.hash(&mut self.0);
        self
    }

    /// Adds the name and content of a file, or of everything below a folder. What is missing counts
    /// as missing, so that a file that appears later changes the fingerprint.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            file.hash(&mut self.0);
            let content =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            content.hash(&mut self.0);
        }
        Ok(self)
    }

    /// Adds names, sizes and times only: cheap enough to ask twice a second.
    pub(crate) fn times(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            file.hash(&mut self.0);
            // An editor may replace the file between listing and asking; the next look sees it.
            if let Ok(metadata) = fs::metadata(&file) {
                metadata.len().hash(&mut self.0);
                metadata.modified().ok().hash(&mut self.0);
            }
        }
        Ok(self)
    }

    /// The digest.
    pub(crate) fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Whether the stamp says that this was made from exactly that.
pub(crate) fn is_fresh(project: &Project, stamp: &str, fingerprint: &str) -> bool {
    fs::read_to_string(project.tool("stamps").join(stamp)).is_ok_and(|text| text == fingerprint)
}

/// Remembers what was made from what. To be called after the work, never before.
pub(crate) fn remember(project: &Project, stamp: &str, fingerprint: &str) -> Result<()> {
    let folder = project.tool("stamps");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(stamp), fingerprint)?;
    Ok(())
}

/// Every file below a path, in a stable order; the path itself if it is a file. Folders that hold
/// other people's code or our own output are left out.
fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = vec![path.to_path_buf()];
    while let Some(next) = pending.pop() {
        if next.is_dir() {
            let skipped = ["node_modules", "pkg", "target"];
            if next
                .file_name()
                .is_some_and(|name| skipped.iter().any(|skip| name == *skip))
                && next != path
            {
                continue;
            }
            for entry in fs::read_dir(&next)? {
                pending.push(entry?.path());
            }
        } else if next.is_file() {
            files.push(next);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_settings_have_the_same_fingerprint() {
        assert_eq!(
            Fingerprint::default().text("a").finish(),
            Fingerprint::default().text("a").finish()
        );
    }

    #[test]
    fn settings_do_not_run_into_each_other() {
        assert_ne!(
            Fingerprint::default().text("ab").text("c").finish(),
            Fingerprint::default().text("a").text("bc").finish()
        );
    }

    #[test]
    fn a_missing_path_is_no_error() {
        let absent = Path::new("no such file");
        assert!(Fingerprint::default().path(absent).is_ok());
    }
}

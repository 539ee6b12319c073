//! The files of recorded flows.

use super::TrafficReading;
use crate::state::awaited::Awaited;
use crate::state::shared::Shared;
use crate::state::{Saved, SavedPlace};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::File;

/// A file.
#[derive(Clone, Debug)]
pub struct TrafficFile {
    /// Its path, from the folder on that was dropped or picked.
    pub path: String,
    pub(super) file: File,
}

/// The ends of the names that are read of a folder.
const ENDS: [&str; 4] = [".json", ".json.gz", ".csv", ".gz"];

impl TrafficFile {
    /// Its length in bytes, packed as it is.
    pub fn size(&self) -> f64 {
        self.file.size()
    }

    /// The key that the files of one hour share: both ends of a flow are in them, and one worker has to see both.
    pub(super) fn hour(&self) -> String {
        let parts = self.path.split('/');
        let is_time = |part: &&str| {
            let bytes = part.as_bytes();
            matches!(bytes, [b'y' | b'm' | b'd' | b'h', b'=', ..])
        };
        let hour: Vec<&str> = parts.filter(is_time).collect();
        match hour.is_empty() {
            true => self.path.clone(),
            false => hour.join("/"),
        }
    }
}

impl TrafficReading {
    /// The number of bytes.
    pub fn size(self) -> f64 {
        self.files
            .with_untracked(|files| files.iter().map(TrafficFile::size).sum())
    }

    /// Adds the files of a drop or of a field's list, those in folders included, and reads all.
    pub fn add(self, source: JsValue) {
        spawn_local(async move {
            let found = self.state.host.scripts().files_in(&source).await;
            let is_wanted = |path: &str| {
                let path = path.to_lowercase();
                !path.contains('/') || ENDS.iter().any(|end| path.ends_with(end))
            };
            let found = found.into_iter().filter(|(path, _)| is_wanted(path));
            self.put(
                found
                    .map(|(path, file)| TrafficFile { path, file })
                    .collect(),
            );
        });
    }

    /// Adds files; one of the same path and length is there already.
    fn put(self, found: Vec<TrafficFile>) {
        let is_new = |file: &TrafficFile| {
            self.files.with_untracked(|files| {
                let same =
                    |known: &TrafficFile| known.path == file.path && known.size() == file.size();
                !files.iter().any(same)
            })
        };
        let new: Vec<TrafficFile> = found.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            self.files.update(|files| files.extend(new));
            self.replay();
        }
    }

    /// Takes all of them out.
    pub fn clear(self) {
        self.stop();
        self.files.set(Vec::new());
        self.result.set(Awaited::Nothing);
        self.rules.set(Shared::new(Vec::new()));
        self.judged.set(None);
        self.opened.set(None);
        self.tightened.set(None);
        self.denied.set(Awaited::Nothing);
        self.new_rules.set(Awaited::Nothing);
        self.chosen.set(Vec::new());
        self.written.set(Awaited::Nothing);
        self.filter.clear();
    }

    /// Puts a recorded week into the room, and the rules that it is of into the page.
    pub fn load_sample(self) {
        spawn_local(async move {
            let Some((rules, file)) = self.state.host.scripts().recorded_week().await else {
                return;
            };
            let mut saved = Saved {
                subnet: SavedPlace {
                    text: rules,
                    ..SavedPlace::default()
                },
                virtual_network: "10.20.0.0/16, 10.10.0.0/16".to_owned(),
                ..Saved::default()
            };
            saved
                .tags
                .set("storage".to_owned(), "20.60.0.0/16".to_owned());
            saved.flow = self.state.flow.saved();
            self.clear();
            self.state.replace(|| {
                self.state.clear_rules();
                self.state.restore(&saved);
            });
            let path = file.name();
            self.put(vec![TrafficFile { path, file }]);
        });
    }
}

//! Reading the files: piece by piece, by several workers.

use super::{ReplayProgress, TrafficFile, TrafficReading};
use crate::state::awaited::Awaited;
use crate::state::shared::Shared;
use crate::state::worker_client::{JudgedParts, WorkerClient};
use futures_channel::oneshot;
use futures_util::future::join_all;
use leptos::prelude::*;
use leptos::task::spawn_local;
use nsg_worker::{Ask, ask};
use std::collections::BTreeMap;
use text::text;
use wasm_bindgen_futures::JsFuture;

/// A piece of a file: handing it over takes the page a few milliseconds.
const PIECE: f64 = 1_048_576.0;

/// More workers than these help little.
const MOST_WORKERS: usize = 4;

/// The reason why reading ended early.
enum Ended {
    /// Other files, other rules, or somebody who stopped it.
    NoLongerWanted,
    /// A worker or a file.
    Failed(String),
}

impl TrafficReading {
    /// Reads all files, from the first on.
    pub fn replay(self) {
        let begun = self.begun.get_value() + 1;
        self.begun.set_value(begun);
        let files = self.files.get_untracked();
        if files.is_empty() {
            return;
        }
        let parts = self.parts.get_untracked();
        self.judged.set(Some(parts.clone()));
        self.opened.set(None);
        self.tightened.set(None);
        self.denied.set(Awaited::Nothing);
        self.new_rules.set(Awaited::Nothing);
        self.written.set(Awaited::Nothing);
        if !matches!(self.result.get_untracked(), Awaited::Is(_)) {
            self.result.set(Awaited::Asked);
        }
        let of = files.iter().map(TrafficFile::size).sum();
        self.progress.set(Some(ReplayProgress {
            of,
            ..ReplayProgress::default()
        }));
        spawn_local(async move {
            let told = self.replayed(begun, parts, files).await;
            if self.begun.get_value() != begun {
                return;
            }
            self.progress.set(None);
            match told {
                Ok(()) | Err(Ended::NoLongerWanted) => {}
                Err(Ended::Failed(problem)) => self.result.set(Awaited::Not(problem)),
            }
        });
    }

    /// Takes back what is under way; what was known before stays.
    pub fn stop(self) {
        self.begun.update_value(|begun| *begun += 1);
        self.workers
            .with_value(|workers| workers.iter().for_each(|worker| worker.cancel()));
        self.progress.set(None);
        if self
            .result
            .with_untracked(|result| *result == Awaited::Asked)
        {
            self.result
                .set(Awaited::Not(text!("analysis-cancelled").to_owned()));
        }
    }

    async fn replayed(
        self,
        begun: usize,
        parts: JudgedParts,
        files: Vec<TrafficFile>,
    ) -> Result<(), Ended> {
        let shares = shares(files);
        let workers = self.hired(shares.len());
        let read = workers.iter().zip(shares);
        let read =
            read.map(|(worker, share)| self.read_share(begun, *worker, parts.clone(), share));
        for ended in join_all(read).await {
            ended?;
        }
        let Some((first, others)) = workers.split_first() else {
            return Ok(());
        };
        for other in others {
            let counted = self.asked(begun, *other, ask::TakeCounted, &parts).await?;
            self.asked(begun, *first, ask::AddCounted(counted), &parts)
                .await?;
        }
        let result = self.asked(begun, *first, ask::ReplayResult, &parts).await?;
        let rules = self.asked(begun, *first, ask::UsedRules, &parts).await?;
        // First, since what follows the result reads both.
        self.rules.set(Shared::new(rules));
        self.result.set(Awaited::Is(Shared::new(result)));
        Ok(())
    }

    async fn read_share(
        self,
        begun: usize,
        worker: WorkerClient,
        parts: JudgedParts,
        share: Vec<TrafficFile>,
    ) -> Result<(), Ended> {
        let filter = self.filter.applied.get_untracked();
        self.asked(begun, worker, ask::BeginReplay { filter }, &parts)
            .await?;
        let mut known = 0;
        for TrafficFile { path, file } in share {
            let (mut at, size) = (0.0, file.size());
            loop {
                let end = (at + PIECE).min(size);
                let piece = file.slice_with_f64_and_f64(at, end);
                let piece = piece.map_err(|_| failed(&path))?;
                let bytes = JsFuture::from(piece.array_buffer()).await;
                let bytes = bytes.map_err(|_| failed(&path))?;
                let question = ask::ReadTraffic {
                    file: path.clone(),
                    bytes: js_sys::Uint8Array::new(&bytes).to_vec(),
                    is_last: end >= size,
                };
                let so_far = self.asked(begun, worker, question, &parts).await?;
                let more = so_far.flows - known;
                known = so_far.flows;
                self.progress.update(|progress| {
                    if let Some(progress) = progress {
                        progress.read += end - at;
                        progress.flows += more;
                    }
                });
                if end >= size {
                    break;
                }
                at = end;
            }
        }
        Ok(())
    }

    /// Asks a worker and waits for its answer.
    async fn asked<Q: Ask>(
        self,
        begun: usize,
        worker: WorkerClient,
        question: Q,
        parts: &JudgedParts,
    ) -> Result<Q::Answer, Ended>
    where
        Q::Answer: 'static,
    {
        let (tell, told) = oneshot::channel();
        worker.ask(question, parts.clone(), move |answer| {
            let _ = tell.send(answer);
        });
        let told = told.await;
        // A worker that ended tells nobody.
        if self.begun.try_get_value() != Some(begun) {
            return Err(Ended::NoLongerWanted);
        }
        match told {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(problem)) => Err(Ended::Failed(problem)),
            Err(_) => Err(Ended::NoLongerWanted),
        }
    }

    /// So many workers, those that are there already first.
    fn hired(self, count: usize) -> Vec<WorkerClient> {
        let owner = self.state.what_if.owner();
        self.workers.update_value(|workers| {
            while workers.len() < count {
                let start = self.state.host.scripts().start_traffic_worker();
                workers.push(owner.with(|| WorkerClient::new(start)));
            }
        });
        let workers = self.workers.get_value();
        workers.into_iter().take(count).collect()
    }
}

fn failed(path: &str) -> Ended {
    Ended::Failed(text!("traffic-unread-file", file = path))
}

/// The files in as many shares as there are cores; those of one hour are in one.
fn shares(files: Vec<TrafficFile>) -> Vec<Vec<TrafficFile>> {
    let cores = window().navigator().hardware_concurrency();
    let mut hours: BTreeMap<String, Vec<TrafficFile>> = BTreeMap::new();
    for file in files {
        hours.entry(file.hour()).or_default().push(file);
    }
    let count = [2.0_f64, 3.0, 4.0]
        .into_iter()
        .filter(|count| *count <= cores)
        .count()
        + 1;
    let count = count.min(MOST_WORKERS).min(hours.len().max(1));
    let mut shares: Vec<(f64, Vec<TrafficFile>)> = vec![(0.0, Vec::new()); count];
    for hour in hours.into_values() {
        let size: f64 = hour.iter().map(TrafficFile::size).sum();
        let least = shares
            .iter_mut()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        if let Some((total, share)) = least {
            *total += size;
            share.extend(hour);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

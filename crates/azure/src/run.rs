//! Many live questions, a few at a time.

use crate::client::{Client, OnStep, TokenSource};
use crate::confirm::LiveAnswer;
use crate::error::AzureError;
use crate::ip_flow_request::IpFlowRequest;
use crate::transport::Transport;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// So many questions are under way at once. Each takes Azure ten seconds or so; how many a watcher
/// bears is not documented.
pub const AT_ONCE: usize = 8;

/// A new question starts no sooner after the one before. Resource Manager refills ten writes a second,
/// and this question counts as one (AD: `azure-resource-manager/management/request-limits-and-throttling.md`).
const APART: Duration = Duration::from_millis(120);

/// A question of a list.
pub struct FlowQuestion {
    /// Which one it is.
    pub index: usize,
    /// What is asked.
    pub request: IpFlowRequest,
}

/// How a run is steered from outside.
#[derive(Debug, Default)]
pub struct Steering {
    /// No new question is started; those under way end.
    pub paused: Cell<bool>,
}

/// Who hears of every answer.
pub type OnAnswer<'a> = &'a dyn Fn(usize, Result<LiveAnswer, AzureError>);

/// What those who ask at the same time share.
struct Work<'a> {
    watcher: &'a str,
    queue: &'a RefCell<std::vec::IntoIter<FlowQuestion>>,
    next_start: &'a Cell<Duration>,
    failure: &'a RefCell<Option<AzureError>>,
    steering: &'a Steering,
    on_answer: OnAnswer<'a>,
    on_step: OnStep<'a>,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Asks all questions, in order, [`AT_ONCE`] at a time; `on_step` hears of the steps of all of them. Ends
    /// when all are answered, when it is paused, or at the first failure that would be every other question's
    /// too; then the rest is as unasked as before.
    ///
    /// # Errors
    ///
    /// That failure.
    pub async fn verify_many(
        &self,
        watcher: &str,
        questions: Vec<FlowQuestion>,
        steering: &Steering,
        on_answer: OnAnswer<'_>,
        on_step: OnStep<'_>,
    ) -> Result<(), AzureError> {
        let queue = RefCell::new(questions.into_iter());
        let next_start = Cell::new(self.transport().now());
        let failure = RefCell::new(None);
        let workers: FuturesUnordered<_> = (0..AT_ONCE)
            .map(|_| {
                let work = Work {
                    watcher,
                    queue: &queue,
                    next_start: &next_start,
                    failure: &failure,
                    steering,
                    on_answer,
                    on_step,
                };
                self.work(work)
            })
            .collect();
        workers.for_each(|()| async {}).await;
        failure.into_inner().map_or(Ok(()), Err)
    }

    async fn work(
        &self,
        Work {
            watcher,
            queue,
            next_start,
            failure,
            steering,
            on_answer,
            on_step,
        }: Work<'_>,
    ) {
        while !steering.paused.get() && failure.borrow().is_none() {
            let Some(question) = queue.borrow_mut().next() else {
                return;
            };
            let now = self.transport().now();
            let start = next_start.get().max(now);
            next_start.set(start + APART);
            if let Some(wait) = start.checked_sub(now).filter(|wait| !wait.is_zero()) {
                self.transport().sleep(wait).await;
                // It may have been paused meanwhile.
                if steering.paused.get() || failure.borrow().is_some() {
                    return;
                }
            }
            let answer = self
                .verify_ip_flow(watcher, &question.request, on_step)
                .await;
            match answer {
                Err(error) if error.concerns_all() => {
                    failure.borrow_mut().get_or_insert(error);
                    return;
                }
                answer => on_answer(question.index, answer),
            }
        }
    }
}
